import type { Command } from 'commander';
import { ConfigError } from '../platform/config/config.js';
import { commandConfig, say } from './application.js';
import type { Finding } from './doctor-checks.js';

const MARKS = { ok: 'ok    ', note: 'note  ', wrong: 'WRONG ' } as const;

export function addDoctor(program: Command): void {
  program
    .command('doctor')
    .description('check configuration, database, queue, mail, disk and clock, and say what to do')
    .action(doctor);
}

async function doctor(): Promise<void> {
  const findings: Finding[] = [];
  const tell = (finding: Finding) => {
    findings.push(finding);
    say(`${MARKS[finding.state]} ${finding.about.padEnd(14)} ${finding.says}`);
    if (finding.advice) say(`       ${''.padEnd(14)} → ${finding.advice}`);
  };
  try {
    const config = commandConfig();
    const { examine } = await import('./doctor-checks.js');
    await examine(config, tell);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    tell({ about: 'configuration', state: 'wrong', says: error.message, advice: 'correct this variable' });
  }
  const wrong = findings.filter(({ state }) => state === 'wrong').length;
  say(wrong === 0 ? 'All is well.' : `${wrong} of ${findings.length} things need you.`);
  if (wrong > 0) process.exitCode = 1;
}
