import { pythonFreeEnvironment } from '../emulator/python-environment';

/** `npm test` tells everything below it which package it runs for; an npm or a Python of another package must not know. */
export function outsideOfNpm(): NodeJS.ProcessEnv {
  const aboutThisPackage = /^(npm_(package|lifecycle)_|npm_(command|execpath|node_execpath|config_local_prefix)$|INIT_CWD$|NODE_PATH$|NODE_OPTIONS$|JEST_)/;
  return Object.fromEntries(Object.entries(pythonFreeEnvironment()).filter(([name]) => !aboutThisPackage.test(name)));
}
