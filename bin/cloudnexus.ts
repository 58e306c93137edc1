#!/usr/bin/env node
import { main } from '../lib/cli/main';

// a reader that stops early, such as `head`, is no fault
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 3));
process.exitCode = main(process.argv.slice(2), {
  out: (text) => void process.stdout.write(text),
  error: (text) => void process.stderr.write(text),
  color: process.stdout.isTTY && process.stdout.hasColors(),
  interactive: process.stderr.isTTY,
});
