/** Loaded into a process that must not outlive the one which started it, whatever way that one ends. */
process.on('disconnect', () => process.exit(1));
process.channel?.unref();
