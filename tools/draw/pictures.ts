import { architectureGraph } from './architecture-graph';
import { dashboardPicture } from './dashboard-picture';
import { layOut } from './layout';
import { rivalsPicture } from './rivals-picture';
import { toSvg } from './svg';
import { workflowGraph } from './workflow-graph';
import { rivalResults } from '../rivals/results';
import { synthesisePipeline } from '../template/synthesised-pipeline';

const LEGEND = '↻ 5: up to five retries · dashed: if it keeps failing';

/** The pictures by file name in docs/images. */
export function pictures(): { [file: string]: string } {
  const pipeline = synthesisePipeline();
  const watched = synthesisePipeline({}, (made) => {
    made.addAlarms();
    made.addDashboard();
  });
  return {
    'architecture.svg': toSvg(layOut(architectureGraph(pipeline)), { title: 'The resources of a pipeline', legend: 'dashed: if it keeps failing' }),
    'file-workflow.svg': toSvg(layOut(workflowGraph(pipeline.fileWorkflow)), { title: 'The states of FileWorkflow', legend: LEGEND }),
    'fan-out-workflow.svg': toSvg(layOut(workflowGraph(pipeline.fanOutWorkflow)), { title: 'The states of FanOutWorkflow', legend: LEGEND }),
    'rivals.svg': rivalsPicture(rivalResults()),
    'dashboard.svg': dashboardPicture(watched.resources),
  };
}
