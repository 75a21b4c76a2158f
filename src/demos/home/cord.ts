/** The cord between the two ends: one curve, as an SVG path in px and as places on it. Pure. */

/** Where the cord bends: how far along (0 to 1), how far off the straight line (px at full swing), and its slope there. */
const BENDS = [
  { at: 0, off: -4, slope: -1.05 },
  { at: 0.12, off: -27, slope: 0 },
  { at: 0.4, off: 28, slope: 0 },
  { at: 0.735, off: -70, slope: 0 },
  { at: 1, off: -4, slope: 1.5 },
] as const;

export interface Cord {
  width: number;
  height: number;
  /** Half the width of an end, px. */
  end: number;
  /** y of the ends' middle. */
  y: number;
  /** From the client's right edge to the server's left edge. */
  path: string;
  /** The same the other way round: what the server sends travels along it. */
  back: string;
  /** A place on the cord, `along` from 0 (client) to 1 (server). */
  place(along: number): { x: number; y: number };
}

/** Lays the cord into `width` px. */
export function layCord(width: number): Cord {
  const swing = Math.min(1, Math.max(0.55, width / 1168));
  const end = Math.round(18 + 8 * swing);
  const y = Math.round(72 * swing + 34);
  const height = Math.round(y + 28 * swing + 26);
  const from = 2 * end + 1;
  const length = Math.max(40, width - 2 * from);
  const points = BENDS.map(({ at, off, slope }) => ({ x: from + at * length, y: y + off * swing, slope: (slope * swing * 120) / length }));

  const number = (value: number) => String(Math.round(value * 10) / 10);
  /** Hermite as Bézier: control points a third of the way along each tangent. */
  const curve = (run: typeof points) =>
    run
      .map((point, i) => {
        const before = run[i - 1];
        if (!before) return `M${number(point.x)} ${number(point.y)}`;
        const third = (point.x - before.x) / 3;
        const controls = [before.x + third, before.y + before.slope * third, point.x - third, point.y - point.slope * third];
        return `C${[...controls, point.x, point.y].map(number).join(' ')}`;
      })
      .join('');

  return {
    width,
    height,
    end,
    y,
    path: curve(points),
    back: curve([...points].reverse()),
    place(along) {
      const x = from + Math.min(1, Math.max(0, along)) * length;
      const i = Math.max(1, points.findIndex((point) => point.x >= x));
      const a = points[i - 1]!;
      const b = points[i]!;
      const span = b.x - a.x;
      const u = (x - a.x) / span;
      const [u2, u3] = [u * u, u * u * u];
      return {
        x,
        y: (2 * u3 - 3 * u2 + 1) * a.y + (u3 - 2 * u2 + u) * span * a.slope + (3 * u2 - 2 * u3) * b.y + (u3 - u2) * span * b.slope,
      };
    },
  };
}
