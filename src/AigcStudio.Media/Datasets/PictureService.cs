using AigcStudio.Core.Datasets;

namespace AigcStudio.Media.Datasets;

/// <summary>What this process does with lists of pictures; it looks at its token between two of them.</summary>
internal static class PictureService
{
    public static List<PictureFinding> Inspect(IReadOnlyList<string> paths, PictureCaps caps, CancellationToken cancel)
    {
        var findings = new List<PictureFinding>();
        foreach (var path in paths)
        {
            cancel.ThrowIfCancellationRequested();
            findings.Add(PictureInspection.Inspect(path, caps));
        }

        return findings;
    }

    /// <returns>The indices that could not be decoded; their examples are zeros.</returns>
    public static List<int> Decode(IReadOnlyList<string> paths, ImageForm form, string outputPath, CancellationToken cancel)
    {
        var bad = new List<int>();
        using var output = new FileStream(outputPath, FileMode.Create, FileAccess.Write);
        var example = new byte[form.ExampleBytes];
        for (var i = 0; i < paths.Count; i++)
        {
            cancel.ThrowIfCancellationRequested();
            try
            {
                PictureDecoding.Decode(paths[i], form, example);
            }
            catch (ImportException)
            {
                bad.Add(i);
                Array.Clear(example);
            }

            output.Write(example);
        }

        return bad;
    }
}
