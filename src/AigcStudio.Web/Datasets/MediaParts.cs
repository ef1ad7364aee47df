using AigcStudio.Core.Datasets;

namespace AigcStudio.Web.Datasets;

/// <summary>Files of examples that were decoded apart and belong together.</summary>
internal static class MediaParts
{
    /// <summary>The parts one after another under one name; a single part is only renamed.</summary>
    public static async Task JoinAsync(IReadOnlyList<string> parts, string outputPath, CancellationToken cancel)
    {
        if (parts.Count == 1)
        {
            File.Move(parts[0], outputPath, overwrite: true);
            return;
        }

        await using var output = File.Create(outputPath);
        foreach (var part in parts)
        {
            await using var input = File.OpenRead(part);
            await input.CopyToAsync(output, cancel);
        }
    }

    /// <summary>Builds a part item by item; one that cannot be decoded is zeros and is named.</summary>
    /// <param name="decodeOneAsync">Writes one example to <paramref name="file"/> + <c>.one</c> and says whether it is good.</param>
    public static async Task<IReadOnlyList<int>> DecodeOneByOneAsync(
        IReadOnlyList<string> paths, ExampleForm form, string file, Func<string, Task<bool>> decodeOneAsync, CancellationToken cancel)
    {
        var bad = new List<int>();
        var one = file + ".one";
        await using var output = File.Create(file);
        for (var i = 0; i < paths.Count; i++)
        {
            if (await decodeOneAsync(paths[i]))
            {
                await output.WriteAsync(await File.ReadAllBytesAsync(one, cancel), cancel);
            }
            else
            {
                bad.Add(i);
                await output.WriteAsync(new byte[form.ExampleBytes], cancel);
            }

            File.Delete(one);
        }

        return bad;
    }
}
