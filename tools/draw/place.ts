import type { Graph, Layout, Node, PlacedEdge, PlacedNode, Point } from './graph';
import { toLayers } from './layers';
import type { Layers, Slot } from './layers';
import { textWidth } from './text-width';

export const TITLE_SIZE = 14;
export const NOTE_SIZE = 12;
export const LABEL_SIZE = 12;
/** Around what is inside a group, and above it for its title. */
export const GROUP_PADDING = 20;
export const GROUP_HEADER = 52;

const NODE_GAP = 30;
const BEND_GAP = 22;
const LAYER_GAP = 50;
const PORT_GAP = 30;

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Gives everything its place: edges lead downwards from layer to layer, groups are laid out by themselves before. */
export function place(graph: Graph): Layout {
  const inner = new Map(graph.nodes.flatMap((node) => (node.inner ? [[node.id, place(node.inner)] as const] : [])));
  const sizes = new Map(graph.nodes.map((node) => [node.id, sizeOf(node, inner.get(node.id))]));
  const plan = toLayers(graph);
  const centres = centresOf(plan, sizes);
  const tops: number[] = [];
  const heights = plan.layers.map((layer) => Math.max(0, ...layer.map(({ id }) => sizes.get(id)?.height ?? 0)));
  heights.reduce((y, height, i) => {
    tops[i] = y;
    return y + height + LAYER_GAP;
  }, 0);
  const layerOf = new Map(plan.layers.flatMap((layer, i) => layer.map(({ id }) => [id, i] as const)));

  const nodes = graph.nodes.map((node): PlacedNode => {
    const { width, height } = sizes.get(node.id)!;
    const layer = layerOf.get(node.id)!;
    // Beside a group a node stays where it is come to.
    const down = heights[layer] > 100 ? 0 : Math.round((heights[layer] - height) / 2);
    return { ...node, x: Math.round(centres.get(node.id)! - width / 2), y: tops[layer] + down, width, height, placed: inner.get(node.id) };
  });
  const placed = new Map(nodes.map((node) => [node.id, node]));
  const port = ports(plan, centres, placed);

  const edges = plan.routed.map(({ edge, slots, upwards }, i): PlacedEdge => {
    const points = slots.flatMap((slot, j): Point[] => {
      const node = placed.get(slot);
      const layer = layerOf.get(slot)!;
      const [top, bottom] = [tops[layer], tops[layer] + heights[layer]];
      const x = node ? port(j === 0 ? `${i}/out` : `${i}/in`) : Math.round(centres.get(slot)!);
      return [{ x, y: node && j === 0 ? node.y + node.height : top }, { x, y: node && j > 0 ? node.y : bottom }];
    });
    return { ...edge, points: upwards ? points.reverse() : points };
  });
  return shifted({ nodes, edges });
}

function sizeOf(node: Node, inner?: Layout): Size {
  // Titles are bold.
  const text = Math.max(1.08 * textWidth(node.title, TITLE_SIZE), textWidth(node.note ?? '', NOTE_SIZE));
  if (inner) return { width: Math.ceil(Math.max(inner.width, text)) + 2 * GROUP_PADDING, height: inner.height + GROUP_HEADER + GROUP_PADDING };
  if (node.kind === 'start' || node.kind === 'end') return { width: 16, height: 16 };
  return { width: Math.ceil(Math.max(120, text + 28)), height: node.note === undefined ? 38 : 54 };
}

/** Where the middle of each slot is: as near as possible to its neighbours, with the gaps kept. */
function centresOf({ layers, pieces, routed }: Layers, sizes: Map<string, Size>): Map<string, number> {
  const half = (id: string) => (sizes.get(id)?.width ?? 0) / 2;
  const gap = (a: Slot, b: Slot) => half(a.id) + half(b.id) + (a.bend || b.bend ? BEND_GAP : NODE_GAP);
  const centres = new Map<string, number>();
  for (const layer of layers) {
    layer.reduce((x, slot, i) => {
      const centre = i === 0 ? 0 : x + gap(layer[i - 1], slot);
      centres.set(slot.id, centre);
      return centre;
    }, 0);
  }
  const touching = new Map<string, { id: string; weight: number }[]>();
  const bends = new Set(layers.flat().filter(({ bend }) => bend).map(({ id }) => id));
  for (const { upper, lower } of pieces) {
    // Long edges are to be straight above all.
    const weight = bends.has(upper) && bends.has(lower) ? 12 : bends.has(upper) || bends.has(lower) ? 2 : 1;
    touching.set(upper, [...touching.get(upper) ?? [], { id: lower, weight }]);
    touching.set(lower, [...touching.get(lower) ?? [], { id: upper, weight }]);
  }
  for (let round = 0; round < 1_000; round++) {
    for (const layer of round % 2 === 0 ? layers : [...layers].reverse()) {
      const wanted = layer.map(({ id }) => {
        const others = touching.get(id) ?? [];
        if (others.length === 0) return { at: centres.get(id)!, weight: 1 };
        const weight = others.reduce((sum, other) => sum + other.weight, 0);
        return { at: others.reduce((sum, other) => sum + centres.get(other.id)! * other.weight, 0) / weight, weight };
      });
      const gaps = layer.map((slot, i) => (i === 0 ? 0 : gap(layer[i - 1], slot)));
      spread(wanted, gaps).forEach((centre, i) => centres.set(layer[i].id, centre));
    }
  }
  for (let round = 0; round < 10; round++) routed.forEach(({ slots }) => straighten(slots.filter((id) => bends.has(id)), layers, centres, gap));
  return centres;
}

/** One below the other, as many in a row as the slots beside them allow. */
function straighten(chain: string[], layers: Slot[][], centres: Map<string, number>, gap: (a: Slot, b: Slot) => number): void {
  let run: string[] = [];
  let [low, high] = [-Infinity, Infinity];
  const finish = () => {
    const mean = run.reduce((sum, id) => sum + centres.get(id)!, 0) / run.length;
    run.forEach((id) => centres.set(id, Math.min(Math.max(mean, low), high)));
  };
  for (const id of chain) {
    const layer = layers.find((slots) => slots.some((slot) => slot.id === id))!;
    const i = layer.findIndex((slot) => slot.id === id);
    const least = i === 0 ? -Infinity : centres.get(layer[i - 1].id)! + gap(layer[i - 1], layer[i]);
    const most = i === layer.length - 1 ? Infinity : centres.get(layer[i + 1].id)! - gap(layer[i], layer[i + 1]);
    if (Math.max(low, least) > Math.min(high, most) + 1e-6) {
      finish();
      run = [];
      [low, high] = [-Infinity, Infinity];
    }
    run.push(id);
    [low, high] = [Math.max(low, least), Math.min(high, most)];
  }
  finish();
}

/** Nearest to what is wanted, by least squares, with at least these gaps: neighbours that want too near together form a block. */
function spread(wanted: { at: number; weight: number }[], gaps: number[]): number[] {
  const offsets: number[] = [];
  gaps.forEach((gap, i) => offsets.push((offsets[i - 1] ?? 0) + gap));
  const blocks: { sum: number; weight: number; count: number }[] = [];
  wanted.forEach(({ at, weight }, i) => {
    blocks.push({ sum: (at - offsets[i]) * weight, weight, count: 1 });
    for (let last = blocks.length - 1; last > 0; last--) {
      const [a, b] = [blocks[last - 1], blocks[last]];
      if (a.sum / a.weight <= b.sum / b.weight) break;
      blocks.splice(last - 1, 2, { sum: a.sum + b.sum, weight: a.weight + b.weight, count: a.count + b.count });
    }
  });
  return blocks.flatMap(({ sum, weight, count }) => Array.from({ length: count }, () => sum / weight)).map((start, i) => start + offsets[i]);
}

/** Where edges leave and enter nodes: side by side, in the order of where they lead. */
function ports({ routed }: Layers, centres: Map<string, number>, placed: Map<string, PlacedNode>): (name: string) => number {
  const sides = new Map<string, { name: string; towards: number }[]>();
  const add = (side: string, name: string, towards: number) => sides.set(side, [...sides.get(side) ?? [], { name, towards }]);
  routed.forEach(({ slots }, i) => {
    add(`${slots[0]}/bottom`, `${i}/out`, centres.get(slots[1])!);
    add(`${slots[slots.length - 1]}/top`, `${i}/in`, centres.get(slots[slots.length - 2])!);
  });
  const at = new Map<string, number>();
  for (const [side, edges] of sides) {
    const node = placed.get(side.slice(0, side.lastIndexOf('/')))!;
    const gap = Math.min(PORT_GAP, (node.width - 24) / Math.max(1, edges.length - 1));
    edges.sort((a, b) => a.towards - b.towards)
      .forEach(({ name }, i) => at.set(name, Math.round(node.x + node.width / 2 + (i - (edges.length - 1) / 2) * gap)));
  }
  return (name) => at.get(name)!;
}

function shifted({ nodes, edges }: { nodes: PlacedNode[]; edges: PlacedEdge[] }): Layout {
  const points = edges.flatMap((edge) => edge.points);
  const left = Math.min(...nodes.map(({ x }) => x), ...points.map(({ x }) => x));
  const right = Math.max(...nodes.map(({ x, width }) => x + width), ...points.map(({ x }) => x));
  const bottom = Math.max(...nodes.map(({ y, height }) => y + height), ...points.map(({ y }) => y));
  return {
    nodes: nodes.map((node) => ({ ...node, x: node.x - left })),
    edges: edges.map((edge) => ({ ...edge, points: edge.points.map(({ x, y }) => ({ x: x - left, y })) })),
    width: right - left,
    height: bottom,
  };
}
