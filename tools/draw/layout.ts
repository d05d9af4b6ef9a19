import * as dagre from '@dagrejs/dagre';
import type { Box, Graph, Layout, PlacedEdge, PlacedNode } from './graph';
import { NOTE_HEIGHT, labelSize, nodeSize } from './measure';
import { layersOf, routesOf } from './routes';
import type { Place } from './routes';

const GAPS = { nodesep: 18, edgesep: 14, ranksep: 54 };

/** Lets dagre place nodes and labels. Lays out a group before the graph around it, because dagre takes no edges to compound nodes. */
export function layOut(graph: Graph): Layout {
  const inside = new Map(graph.nodes.flatMap((node) => (node.inner ? [[node.id, layOut(node.inner)] as const] : [])));
  const sheet = new dagre.Graph({ multigraph: true }).setGraph(GAPS);
  graph.nodes.forEach((node) => sheet.setNode(node.id, nodeSize(node, inside.get(node.id))));
  // From the last to the first, fewer edges cross. Labelled edges are kept short, so that the targets of a choice are right below it.
  [...graph.edges.entries()].reverse().forEach(([i, edge]) => {
    sheet.setEdge(edge.from, edge.to, { ...labelSize(edge), labelpos: 'c', weight: edge.label ? 2 : 1 }, String(i));
  });
  dagre.layout(sheet);

  const lines = graph.edges.map(({ from, to }, i) => ({ from, to, ...sheet.edge({ v: from, w: to, name: String(i) }) }));
  const layers = layersOf(graph.nodes.map(({ id }) => sheet.node(id)), lines);
  const places = new Map(graph.nodes.map(({ id }): [string, Place] => {
    const node = sheet.node(id);
    const layer = layers.get(node.y)!;
    // A node beside a group is at the top, because edges come from above.
    const beside = layer.bottom - layer.top > NOTE_HEIGHT;
    return [id, { layer, box: boxAround(beside ? { ...node, y: layer.top + node.height / 2 } : node) }];
  }));
  const routes = routesOf(lines, places, layers);
  return fromOrigin(
    graph.nodes.map((node) => ({ ...node, ...places.get(node.id)!.box, inside: inside.get(node.id) })),
    graph.edges.map((edge, i) => ({ ...edge, points: routes[i], labelBox: edge.label ? boxAround(lines[i]) : undefined })),
  );
}

/** From a centre to the upper left corner. */
function boxAround({ x, y, width, height }: Box): Box {
  return { x: Math.round(x - width / 2), y: Math.round(y - height / 2), width, height };
}

/** Moves everything so that the upper left corner is 0, 0. dagre's own bounds leave out edges beside all nodes. */
function fromOrigin(nodes: PlacedNode[], edges: PlacedEdge[]): Layout {
  const boxes = [...nodes, ...edges.flatMap(({ labelBox }) => labelBox ?? [])];
  const points = edges.flatMap((edge) => edge.points);
  const left = Math.min(...boxes.map(({ x }) => x), ...points.map(({ x }) => x));
  const right = Math.max(...boxes.map(({ x, width }) => x + width), ...points.map(({ x }) => x));
  const shifted = <T extends { x: number }>(at: T): T => ({ ...at, x: at.x - left });
  return {
    nodes: nodes.map(shifted),
    edges: edges.map((edge) => ({ ...edge, points: edge.points.map(shifted), labelBox: edge.labelBox && shifted(edge.labelBox) })),
    width: right - left,
    height: Math.max(...boxes.map(({ y, height }) => y + height)),
  };
}
