// The system tests of the built binary stand here.
