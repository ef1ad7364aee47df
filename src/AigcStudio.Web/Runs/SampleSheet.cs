namespace AigcStudio.Web.Runs;

/// <summary>The samples of one step as one picture: the same seeds in the same places at every step.</summary>
/// <param name="Url">Checked and immutable; the picture is <paramref name="Columns"/> tiles wide.</param>
/// <param name="Count">Tiles that hold a sample.</param>
public sealed record SampleSheet(int Step, string Url, int Count, int Columns)
{
    public int Rows => Columns == 0 ? 0 : (Count + Columns - 1) / Columns;
}
