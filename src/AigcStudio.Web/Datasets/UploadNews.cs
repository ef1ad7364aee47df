namespace AigcStudio.Web.Datasets;

/// <summary>What the browser tells of its uploads, four times a second at most.</summary>
/// <param name="Rows">The files worth seeing, not all of them.</param>
public sealed record UploadNews(int Files, int Done, int Failed, long Bytes, long Sent, IReadOnlyList<UploadRow> Rows)
{
    public static UploadNews None { get; } = new(0, 0, 0, 0, 0, []);

    /// <summary>Everything chosen has arrived.</summary>
    public bool IsDone => Done == Files;

    public double Percent => Bytes == 0 ? (IsDone ? 100 : 0) : 100.0 * Sent / Bytes;
}

/// <param name="State"><c>waiting</c>, <c>sending</c>, <c>done</c> or <c>failed</c>.</param>
/// <param name="Code">Why it failed.</param>
public sealed record UploadRow(int Id, string Name, long Bytes, long Sent, string State, string Code)
{
    public double Percent => Bytes == 0 ? 100 : 100.0 * Sent / Bytes;
}
