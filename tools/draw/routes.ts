import type { Box, Point } from './graph';

/** Space beside a label. */
const LABEL_GAP = 20;
/** Distance between edges that leave or enter a node side by side. */
const PORT_GAP = 36;

/** The place of an edge from dagre: `x` and `y` are the centre of its label, the points between its ends are centres of layers. */
interface Line extends Box {
  readonly from: string;
  readonly to: string;
  readonly points: Point[];
}

/** A layer holds nodes or labels. */
interface Layer {
  readonly top: number;
  readonly bottom: number;
  readonly nodes: boolean;
}

/** Layers by the height of their centre. */
type Layers = ReadonlyMap<number, Layer>;

/** The place of a node, and its layer, which may be higher. */
export interface Place {
  readonly box: Box;
  readonly layer: Layer;
}

/** An edge from top to bottom, whatever its direction. */
interface Descent {
  readonly upper: string;
  readonly lower: string;
  readonly bends: Point[];
  readonly upwards: boolean;
}

/** The layers. dagre puts the centres of a layer at one height. */
export function layersOf(nodes: Box[], labels: Box[]): Layers {
  const layers = new Map<number, Layer>();
  const add = (boxes: Box[], areNodes: boolean) => boxes.forEach(({ y, height }) => {
    const known = layers.get(y);
    layers.set(y, {
      top: Math.min(y - height / 2, known?.top ?? y),
      bottom: Math.max(y + height / 2, known?.bottom ?? y),
      nodes: areNodes || known?.nodes === true,
    });
  });
  add(nodes, true);
  add(labels, false);
  return layers;
}

/** Pairs of points for each line: it runs straight from the first to the second, through a layer, and then curves to the next pair. */
export function routesOf(lines: Line[], places: ReadonlyMap<string, Place>, layers: Layers): Point[][] {
  const labels = lines.filter(({ width }) => width > 0);
  const descents = lines.map(({ from, to, points }): Descent => {
    const bends = points.filter((point, i) => i > 0 && i < points.length - 1 && isBend(points[i - 1], point, points[i + 1], layers, labels));
    return places.get(from)!.layer.top > places.get(to)!.layer.top
      ? { upper: to, lower: from, bends: bends.reverse(), upwards: true }
      : { upper: from, lower: to, bends, upwards: false };
  });
  const centre = (id: string) => places.get(id)!.box.x + places.get(id)!.box.width / 2;
  const out = ports(descents, places, ({ upper }) => upper, ({ bends, lower }) => bends[0]?.x ?? centre(lower));
  const into = ports(descents, places, ({ lower }) => lower, ({ bends, upper }) => bends[bends.length - 1]?.x ?? centre(upper));
  return descents.map(({ upper, lower, bends, upwards }, i) => {
    const [start, end] = [places.get(upper)!, places.get(lower)!];
    const points = [
      { x: out[i], y: start.box.y + start.box.height },
      { x: out[i], y: start.layer.bottom },
      ...bends.flatMap(({ x, y }) => [{ x, y: layers.get(y)!.top }, { x, y: layers.get(y)!.bottom }]),
      { x: into[i], y: end.layer.top },
      { x: into[i], y: end.box.y },
    ].map(({ x, y }) => ({ x: Math.round(x), y: Math.round(y) }));
    return upwards ? points.reverse() : points;
  });
}

/** A line passes nodes straight, and also a label that a curve from one layer of nodes to the next could touch. */
function isBend(before: Point, at: Point, after: Point, layers: Layers, labels: Box[]): boolean {
  const left = Math.min(before.x, at.x, after.x) - LABEL_GAP;
  const right = Math.max(before.x, at.x, after.x) + LABEL_GAP;
  return layers.get(at.y)?.nodes || labels.some(({ x, y, width }) => y === at.y && x + width / 2 > left && x - width / 2 < right);
}

/** The x of each line on one side of its node: side by side around the middle, in the order of where they lead. */
function ports(
  descents: Descent[], places: ReadonlyMap<string, Place>, nodeOf: (descent: Descent) => string, towards: (descent: Descent) => number,
): number[] {
  return descents.map((descent) => {
    const { x, width } = places.get(nodeOf(descent))!.box;
    const beside = descents.filter((other) => nodeOf(other) === nodeOf(descent)).sort((a, b) => towards(a) - towards(b));
    const gap = Math.min(PORT_GAP, (width - 24) / Math.max(1, beside.length - 1));
    return x + width / 2 + (beside.indexOf(descent) - (beside.length - 1) / 2) * gap;
  });
}
