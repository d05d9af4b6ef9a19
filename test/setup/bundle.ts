import { bundle } from '../../tools/bundle';

/** For tests of the bundled handlers and the bundled command-line tool. */
export default function setUp(): void {
  bundle();
}
