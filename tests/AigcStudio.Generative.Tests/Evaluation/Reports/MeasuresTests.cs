using AigcStudio.Core.Datasets;
using AigcStudio.Core.Evaluation;
using AigcStudio.Generative.Evaluation;
using AigcStudio.Generative.Evaluation.Reports;
using Xunit;
using static TorchSharp.torch;

namespace AigcStudio.Generative.Tests.Evaluation.Reports;

/// <summary>Which set is held against which: a report whose sets are swapped has numbers as good-looking as the right ones.</summary>
public sealed class MeasuresTests : IDisposable
{
    private static readonly ImageForm Form = new(1, 8, 8);

    private readonly string _folder = Directory.CreateTempSubdirectory("measures-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Each_distance_is_taken_from_the_reference_to_what_was_made_to_other_real_items_and_to_noise()
    {
        using var scope = NewDisposeScope();
        using var random = new Generator(1, CPU);

        // Real items are of two kinds; what was made is of one of them, with a little spread.
        var real = Kinds(0, 10);
        var other = Kinds(0, 10);
        var made = Kinds(0, 0) * 0.7;
        var noise = randn([60, 6], ScalarType.Float64, generator: random) * 30;

        var measures = RulerMeasures.Distances(real, other, made, noise).ToDictionary(m => m.Id);

        Assert.Equal(FrechetDistance.Between(real, made), measures["frechet"].Value);
        Assert.Equal(FrechetDistance.Between(real, other), measures["frechet"].Real);
        Assert.Equal(FrechetDistance.Between(real, noise), measures["frechet"].Noise);
        Assert.Equal(KernelDistance.WithError(real, made, 50, 30), (measures["kernel"].Value, measures["kernel"].Error!.Value));
        Assert.Equal(KernelDistance.WithError(real, other, 50, 30).Mean, measures["kernel"].Real);
        Assert.Equal(KernelDistance.WithError(real, noise, 50, 30).Mean, measures["kernel"].Noise);
        var found = Manifolds.Between(real, made);
        Assert.Equal((found.Precision, found.Recall), (measures["precision"].Value, measures["recall"].Value));
        Assert.Equal((found.Density, found.Coverage), (measures["density"].Value, measures["coverage"].Value));
        Assert.InRange(measures["precision"].Value, 0.9, 1);
        Assert.InRange(measures["recall"].Value, 0, 0.5);
        Assert.InRange(measures["coverage"].Value, 0.1, 0.55);
        Assert.Equal(Manifolds.Between(real, other), new ManifoldScores(Real("precision"), Real("recall"), Real("density"), Real("coverage")));
        Assert.Equal(Manifolds.Between(real, noise), new ManifoldScores(Noise("precision"), Noise("recall"), Noise("density"), Noise("coverage")));
        Assert.InRange(measures["diversity"].Value, 0.1, 0.6);
        Assert.True(measures["diversity"].Noise > 2);

        double Real(string id) => measures[id].Real!.Value;

        double Noise(string id) => measures[id].Noise!.Value;

        Tensor Kinds(double first, double second)
        {
            var middles = arange(60, ScalarType.Float64).remainder(2).mul(second - first).add(first).unsqueeze(1);
            return randn([60, 6], ScalarType.Float64, generator: random) + middles;
        }
    }

    [Fact]
    public void Brightness_is_counted_of_all_that_was_made_beside_the_reference()
    {
        using var scope = NewDisposeScope();
        var draft = new ReportDraft();
        var dark = new ExampleSet(Form, full([300, 1, 8, 8], 7, ScalarType.Byte), []);
        var bright = new ExampleSet(Form, full([300, 1, 8, 8], 255, ScalarType.Byte), []);
        bright.Bytes[299].fill_(8);
        PictureMeasures.Intensity(draft, new RealSets(dark, dark, dark), bright, bright);

        var plot = Assert.Single(draft.Histograms);
        Assert.Equal((32, 1.0), (plot.Bins.Count, plot.Real[0]));
        Assert.Equal((1 / 300.0, 299 / 300.0), (plot.Made[1], plot.Made[31]));
        var divergence = draft.Measures.Single(m => m.Id == "kl.intensity");
        Assert.Equal(0, divergence.Real!.Value, 1e-9);
        Assert.True(divergence.Value > 1);
        Assert.Equal(divergence.Value, divergence.Noise!.Value, 1e-9);
    }

    [Fact]
    public void Rebuilt_pictures_are_held_against_their_own_and_noise_is_a_stranger()
    {
        using var scope = NewDisposeScope();
        var draft = new ReportDraft();
        var heldOut = ExampleSet.Of(new NoisyPatterns(new ImageForm(1, 28, 28), 50), [.. Enumerable.Range(0, 50)]);
        var rebuilt = heldOut with { Bytes = heldOut.Bytes.to(int32).add(4).clamp(0, 255).to(ScalarType.Byte) };
        PictureMeasures.Pairs(draft, heldOut, rebuilt);

        Assert.Equal(["psnr", "ssim", "msSsim"], draft.Measures.Select(m => m.Id));
        Assert.Equal(Psnr.Of(heldOut.Bytes, rebuilt.Bytes, 255).Average(), draft.Measures[0].Value, 1e-9);
        Assert.All(draft.Measures, m => Assert.True(m.Noise < m.Value, m.Id));
        Assert.All(draft.Measures, m => Assert.Equal(50, m.Items));
    }

    [Fact]
    public void Copies_of_what_was_learned_are_told_and_named_and_copies_of_what_was_held_out_are_not()
    {
        using var scope = NewDisposeScope();
        var store = new NoisyPatterns(Form, 400);
        var sets = RealSets.Of(store, 60);
        var (copied, file) = Copies(store, sets, sets.Reference);
        var (sound, _) = Copies(store, sets, sets.HeldOut.Take(Enumerable.Range(0, 60)));

        Assert.Equal(("copies", 1, 60), (copied.Verdict, copied.Share, copied.Items));
        Assert.All(copied.Pairs, p => Assert.Equal((sets.Reference.Items[p.Made], 0), (p.Item, p.Ratio)));
        Assert.Equal(file[..(file.Length / 2)], file[(file.Length / 2)..]);
        Assert.Equal((0, "sound"), (sound.Share, sound.Verdict));
    }

    private (CopyFindings Found, byte[] Pairs) Copies(NoisyPatterns store, RealSets sets, ExampleSet made)
    {
        var draft = new ReportDraft();
        var file = Path.Combine(_folder, "pairs");
        CopyMeasures.Add(draft, store, sets, made, file);
        return (draft.Copies!, File.ReadAllBytes(file));
    }
}
