namespace AigcStudio.Core.Campaigns;

/// <summary>Fills the stage with pictures: one that covers it, else one that stands in it, else all of them as tiles.</summary>
internal sealed record AdStage(IReadOnlyList<AdPanel> Panels, IReadOnlyList<AdTile> Tiles)
{
    /// <summary>Above this, what a small model draws falls apart into blurred pixels.</summary>
    public const int MostEnlarged = 2;

    // A picture that fills less of the stage than this looks lost on it: shares of its shorter side and of its area.
    private const double LeastStanding = 0.6;
    private const double LeastCovered = 0.3;
    private const double LeastCoveredAmongMany = 0.42;

    // Of a picture that is cropped to less than this nobody sees what it showed.
    private const double LeastKept = 0.6;

    public static AdStage Fill(AdScene scene, AdDesign design, AdBrand brand, IReadOnlyList<(int Width, int Height)> pictures)
    {
        var stage = scene.Stage;
        var corner = Math.Min(stage.Width, stage.Height) / 24;
        if (design.Layout == "pattern")
        {
            return AdQuilt.Sew(stage, design, brand, pictures, 0, swatches: true);
        }

        if (Covers(pictures[0], stage))
        {
            return new([], [Cover(0, pictures[0], stage, design, scene.Bleeds ? 0 : corner)]);
        }

        var tint = HexColour.Between(design.Ground, design.Accent, 0.14);
        var panel = new AdPanel(stage, tint, scene.Bleeds ? 0 : corner);
        var inner = stage.Inset(Math.Min(stage.Width, stage.Height) / 12);
        if (Covers(pictures[0], inner))
        {
            return new([panel], [Cover(0, pictures[0], inner, design, corner)]);
        }

        var (width, height) = Standing(pictures[0], inner);
        if (Math.Min(width, height) >= LeastStanding * Math.Min(stage.Width, stage.Height) && width * height >= (design.Layout == "full" || pictures.Count == 1 ? LeastCovered : LeastCoveredAmongMany) * stage.Width * stage.Height)
        {
            var box = new AdBox(stage.Left + ((stage.Width - width) / 2), stage.Top + ((stage.Height - height) / 2), width, height);
            return new([panel], [Cover(0, pictures[0], box, design, corner)]);
        }

        return AdQuilt.Sew(stage, design, brand, pictures, scene.Bleeds ? 0 : Math.Max(3, Math.Min(stage.Width, stage.Height) / 40), swatches: false);
    }

    /// <summary>The part of a picture that has the box's shape, about the design's focus.</summary>
    public static AdTile Cover(int index, (int Width, int Height) picture, AdBox box, AdDesign design, int corner)
    {
        var scale = Math.Max((double)box.Width / picture.Width, (double)box.Height / picture.Height);
        var width = Math.Clamp((int)Math.Ceiling(box.Width / scale), (box.Width + 1) / MostEnlarged, picture.Width);
        var height = Math.Clamp((int)Math.Ceiling(box.Height / scale), (box.Height + 1) / MostEnlarged, picture.Height);
        var left = (int)Math.Round((picture.Width - width) * Math.Clamp(design.FocusX, 0, 1));
        var top = (int)Math.Round((picture.Height - height) * Math.Clamp(design.FocusY, 0, 1));
        return new AdTile(index, box, new AdBox(left, top, width, height), corner);
    }

    private static bool Covers((int Width, int Height) picture, AdBox box) => Kept(picture, box) >= LeastKept
        && box.Width <= MostEnlarged * picture.Width && box.Height <= MostEnlarged * picture.Height;

    private static double Kept((int Width, int Height) picture, AdBox box)
    {
        var shape = (double)box.Width * picture.Height / ((double)box.Height * picture.Width);
        return Math.Min(shape, 1 / shape);
    }

    private static (int Width, int Height) Standing((int Width, int Height) picture, AdBox room)
    {
        var scale = Math.Min(MostEnlarged, Math.Min((double)room.Width / picture.Width, (double)room.Height / picture.Height));
        return (Math.Max(1, (int)(picture.Width * scale)), Math.Max(1, (int)(picture.Height * scale)));
    }
}
