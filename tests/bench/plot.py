"""Draws what one program measured.

SPDX-License-Identifier: Apache-2.0
"""

import statistics

import matplotlib

matplotlib.use('svg')
import matplotlib.pyplot as plt  # noqa: E402
from matplotlib import ticker  # noqa: E402

plt.rcParams.update({
    'axes.grid': True, 'axes.grid.axis': 'x', 'axes.titlelocation': 'left', 'font.size': 9,
    'grid.alpha': 0.3, 'svg.fonttype': 'none', 'svg.hashsalt': 'arrow-io',
})


def scale_of(row):
    """Return the axis, its unit, and how a figure is turned into that."""
    if row.unit != 'ns':
        return row.unit, '', lambda figure: figure
    if row.n_bytes >= 1024:
        return 'speed, more is better', 'B/s', lambda ns: row.n_bytes / ns * 1e9
    return 'time, less is better', 's', lambda ns: ns / 1e9


def panel(axes, work, rows):
    settings = list(dict.fromkeys(row.setting for row in rows))
    whos = list(dict.fromkeys(row.who for row in rows))
    for number, who in enumerate(whos):
        own = [row for row in rows if row.who == who]
        points = [sorted(map(scale_of(row)[2], row.rounds)) for row in own]
        middles = [statistics.median(one) for one in points]
        # Beside each other, so that none hides another. The lines are the inner half.
        axes.errorbar(
            middles,
            [settings.index(row.setting) + 0.5 * (number / len(whos) - 0.4) for row in own],
            xerr=[[middle - one[len(one) // 4] for one, middle in zip(points, middles)],
                  [one[-1 - len(one) // 4] - middle for one, middle in zip(points, middles)]],
            fmt='D' if number == 0 else 'o', label=who, markersize=6 if number == 0 else 4,
        )
    label, unit, _ = scale_of(rows[0])
    axes.set_title(work, fontweight='bold', fontsize=9)
    axes.set_xlabel(label)
    axes.set_xscale('log')
    axes.xaxis.set_major_locator(ticker.LogLocator(subs=(1, 2, 5)))
    axes.xaxis.set_major_formatter(ticker.EngFormatter(unit))
    axes.xaxis.set_minor_formatter(ticker.NullFormatter())
    axes.set_yticks(range(len(settings)), settings)
    axes.set_ylim(len(settings) - 0.5, -0.5)
    axes.legend(loc='center left', bbox_to_anchor=(1, 0.5), frameon=False)


def draw(works, path):
    heights = [max(0.4 * len({row.setting for row in rows}), 0.2 * len({row.who for row in rows}))
               + 0.5 for rows in works.values()]
    figure, all_axes = plt.subplots(
        len(works), figsize=(9, sum(heights) + 0.45 * len(works)), squeeze=False,
        gridspec_kw={'height_ratios': heights}, layout='constrained')
    for axes, (work, rows) in zip(all_axes.flat, works.items()):
        panel(axes, work, rows)
    figure.savefig(path, metadata={'Date': None})
    plt.close(figure)
    return path
