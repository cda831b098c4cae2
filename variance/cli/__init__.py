"""The command line: parse, one call, an exit code; nothing else."""
