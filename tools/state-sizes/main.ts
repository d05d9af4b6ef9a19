import { stateSizesSection } from './section';
import { worstStates } from './worst-states';

/** Prints how large states become at most. */
async function main(): Promise<void> {
  console.log(stateSizesSection(await worstStates()).content);
}

void main();
