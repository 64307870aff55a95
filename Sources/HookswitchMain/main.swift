import HookswitchCommands

await CommandLineProgram.run()
