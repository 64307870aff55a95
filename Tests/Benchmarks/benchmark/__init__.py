"""What `make bench` measures and with what; ../README.md says how to read it."""
