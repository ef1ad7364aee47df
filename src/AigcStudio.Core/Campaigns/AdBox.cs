namespace AigcStudio.Core.Campaigns;

/// <summary>A rectangle of whole pixels from the upper left corner.</summary>
public sealed record AdBox(int Left, int Top, int Width, int Height)
{
    public int Right => Left + Width;

    public int Bottom => Top + Height;

    public bool Holds(AdBox other) =>
        other.Left >= Left && other.Top >= Top && other.Right <= Right && other.Bottom <= Bottom;

    public bool Meets(AdBox other) =>
        Left < other.Right && other.Left < Right && Top < other.Bottom && other.Top < Bottom;

    /// <summary>Smaller by so many pixels on each side.</summary>
    public AdBox Inset(int by) => new(Left + by, Top + by, Width - (2 * by), Height - (2 * by));
}
