namespace AigcStudio.Core.Campaigns;

/// <summary>Pictures as tiles of one size in rows and columns that fill an area exactly; neighbours differ where there are pictures enough.</summary>
internal static class AdQuilt
{
    // Fewer tiles than this across the shorter side make no pattern.
    private const int LeastAcross = 4;

    // One cell in so many is a colour of the brand: the eye needs places to rest.
    private const int Swatches = 5;

    // A cell of the ground's own colour would look like a hole in the pattern, or like a part of the card.
    private const double LeastApart = 1.4;

    public static AdStage Sew(
        AdBox area, AdDesign design, AdBrand brand, IReadOnlyList<(int Width, int Height)> pictures, int gap, bool swatches)
    {
        var smallest = pictures.Min(p => Math.Min(p.Width, p.Height));
        var most = Math.Min(AdStage.MostEnlarged * smallest, Math.Max(24, Math.Min(area.Width, area.Height) / (swatches ? LeastAcross : IsLong(area) ? 1 : 2)));
        var (columns, rows) = Grid(area, most, gap);
        string[] colours = [.. brand.Palette.Where(c => Contrast.Between(c, design.Ground) > LeastApart)];
        var corner = gap == 0 ? 0 : most / 10;
        var (panels, tiles) = (new List<AdPanel>(), new List<AdTile>());
        var last = new int[columns];
        Array.Fill(last, -1);
        for (var row = 0; row < rows; row++)
        {
            var left = -1;
            for (var column = 0; column < columns; column++)
            {
                var box = Cell(area, columns, rows, column, row, gap);
                if (swatches && colours.Length > 0 && (column + (2 * row)) % Swatches == 0)
                {
                    panels.Add(new AdPanel(box, colours[(int)(Mix(design.Turn, row, column) % (ulong)colours.Length)], corner));
                    (left, last[column]) = (-1, -1);
                    continue;
                }

                var picture = Choose(pictures.Count, Mix(design.Turn, row, column), left, last[column]);
                tiles.Add(AdStage.Cover(picture, pictures[picture], box, design, corner));
                (left, last[column]) = (picture, picture);
            }
        }

        return new(panels, tiles);
    }

    // Of all grids whose cells are small enough, the one whose cells are nearest to squares, larger ones first.
    private static (int Columns, int Rows) Grid(AdBox area, int most, int gap)
    {
        var (best, value) = ((Columns: 1, Rows: 1), double.NegativeInfinity);
        for (var cell = most; cell >= most * 6 / 10; cell--)
        {
            var (columns, rows) = (Count(area.Width, cell, gap), Count(area.Height, cell, gap));
            var (width, height) = ((double)area.Width / columns, (double)area.Height / rows);
            var worth = ((double)cell / most * 0.5) - Math.Abs(Math.Log(width / height));
            if (worth > value)
            {
                (best, value) = ((columns, rows), worth);
            }
        }

        return best;
    }

    private static bool IsLong(AdBox area) => Math.Max(area.Width, area.Height) > 1.8 * Math.Min(area.Width, area.Height);

    private static int Count(int length, int cell, int gap) => Math.Max(1, (int)Math.Ceiling((length + gap) / (double)(cell + gap)));

    private static AdBox Cell(AdBox area, int columns, int rows, int column, int row, int gap)
    {
        var (left, right) = (Edge(area.Width, columns, column), Edge(area.Width, columns, column + 1) - gap);
        var (top, bottom) = (Edge(area.Height, rows, row), Edge(area.Height, rows, row + 1) - gap);
        return new AdBox(area.Left + left, area.Top + top, right - left, bottom - top);

        // Rounded down, and the ceiling above leaves a whole pixel: no cell is larger than was allowed.
        int Edge(int length, int count, int index) => (length + gap) * index / count;
    }

    private static int Choose(int count, ulong chance, int left, int above)
    {
        var first = (int)(chance % (ulong)count);
        return Enumerable.Range(first, count).Select(i => i % count).OrderBy(i => (i == left ? 1 : 0) + (i == above ? 1 : 0)).First();
    }

    // The finaliser of SplitMix64: the same place gets the same picture on every machine.
    private static ulong Mix(int turn, int row, int column)
    {
        var z = ((ulong)(uint)turn * 0x9e3779b97f4a7c15) + ((ulong)row << 20) + (ulong)column + 0x9e3779b97f4a7c15;
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
        z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
        return z ^ (z >> 31);
    }
}
