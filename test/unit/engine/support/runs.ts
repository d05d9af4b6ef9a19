export { runs } from '../../../../testkit/property-runs';
