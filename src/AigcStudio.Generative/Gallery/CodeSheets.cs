using System.Runtime.InteropServices;
using AigcStudio.Core.Gallery;
using AigcStudio.Core.Models;
using static TorchSharp.torch;

namespace AigcStudio.Generative.Gallery;

/// <summary>From what a page's sliders say to codes.</summary>
public static class CodeSheets
{
    // Around a place of the map codes keep a quarter of their own difference: near enough to be from there, far enough to differ.
    private const double Nearness = 0.25;

    /// <exception cref="PlayException"><c>play.sliders(given, most)</c>, <c>play.codeLength(given, length)</c> and as <see cref="PlayCheck.Sheet"/>.</exception>
    /// <exception cref="RecipeException"><c>draw.unknownLabel(label, labels)</c>.</exception>
    public static CodeTiles Of(ICodeSampler sampler, PlaySheet sheet)
    {
        PlayCheck.Sheet(sheet);
        var space = sampler.Space;
        var directions = Sliders(space);
        if (sheet.Sliders.Count > directions.Count)
        {
            throw new PlayException("play.sliders", sheet.Sliders.Count, directions.Count);
        }

        var label = sheet.Label is { } name ? LabelOf(space, name) : (int?)null;
        var codes = Drawn(sampler, sheet, label);
        var middle = label is { } known ? space.Labels[known].Mean : space.Mean;
        foreach (var code in codes)
        {
            Spread(code, middle, sheet.Spread);
            Gather(space, code, sheet.At);
            for (var i = 0; i < sheet.Sliders.Count; i++)
            {
                Shift(code, directions[i], sheet.Sliders[i]);
            }
        }

        var chances = Chance.Row(sheet.Seed, sheet.First, sheet.Count);
        foreach (var pinned in sheet.Pinned)
        {
            (codes[pinned.Place], chances[pinned.Place]) = (Read(space, pinned.Code), new Chance(pinned.Code.Seed, pinned.Code.Index));
        }

        return new CodeTiles(codes, chances);
    }

    /// <summary>What the sliders move along: the leading directions, then one towards each label that has one.</summary>
    public static IReadOnlyList<CodeDirection> Sliders(CodeSpace space) => [.. space.Directions, .. space.Labels.Select(l => l.Towards).OfType<CodeDirection>()];

    /// <exception cref="PlayException"><c>play.badCode</c>, <c>play.codeLength(given, length)</c>.</exception>
    public static float[] Read(CodeSpace space, PlayCode written)
    {
        var code = CodeText.Read(written.Code);
        return code.Length == space.Length ? code : throw new PlayException("play.codeLength", code.Length, space.Length);
    }

    private static int LabelOf(CodeSpace space, string name)
    {
        var names = space.Labels.Select(l => l.Name).ToList();
        var index = names.IndexOf(name);
        return index >= 0 ? index : throw new RecipeException("draw.unknownLabel", name, string.Join(", ", names));
    }

    private static float[][] Drawn(ICodeSampler sampler, PlaySheet sheet, int? label)
    {
        var codes = new float[sheet.Count][];

        // In the chunks of a draw: a code is the same to the bit.
        var end = sheet.First + sheet.Count;
        for (var first = sheet.First - (sheet.First % DrawOrder.ChunkSize); first < end; first += DrawOrder.ChunkSize)
        {
            using var scope = NewDisposeScope();
            using var unwatched = inference_mode();
            var rows = MemoryMarshal.Cast<byte, float>(sampler.Codes(sheet.Seed, first, label).bytes);
            for (var i = Math.Max(first, sheet.First); i < Math.Min(end, first + DrawOrder.ChunkSize); i++)
            {
                codes[i - sheet.First] = rows.Slice((i - first) * sampler.Space.Length, sampler.Space.Length).ToArray();
            }
        }

        return codes;
    }

    // At 1 nothing is rounded: the sheet is what a draw draws.
    private static void Spread(float[] code, double[] middle, double spread)
    {
        for (var i = 0; i < code.Length && spread != 1; i++)
        {
            code[i] = (float)(middle[i] + (spread * (code[i] - middle[i])));
        }
    }

    private static void Gather(CodeSpace space, float[] code, IReadOnlyList<double>? place)
    {
        for (var i = 0; place is not null && i < Math.Min(place.Count, space.Directions.Count); i++)
        {
            var here = space.Along(code, space.Directions[i]);
            Shift(code, space.Directions[i], place[i] + (Nearness * here) - here);
        }
    }

    private static void Shift(float[] code, CodeDirection direction, double sigmas)
    {
        for (var i = 0; i < code.Length && sigmas != 0; i++)
        {
            code[i] += (float)(sigmas * direction.Sigma * direction.Unit[i]);
        }
    }
}
