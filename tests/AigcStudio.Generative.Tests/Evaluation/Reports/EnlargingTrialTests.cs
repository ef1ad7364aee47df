using AigcStudio.Core.Datasets;
using AigcStudio.Core.Evaluation;
using AigcStudio.Generative.Evaluation.Reports;
using AigcStudio.Generative.Families.ImageUpscale;
using AigcStudio.Generative.Gallery;
using AigcStudio.Generative.Tests.Runs;
using Xunit;
using static TorchSharp.torch;

namespace AigcStudio.Generative.Tests.Evaluation.Reports;

/// <summary>An enlarger held against originals whose figures can be had by hand.</summary>
public sealed class EnlargingTrialTests : IDisposable
{
    private static readonly ImageForm Form = new(1, 32, 32);

    private readonly string _folder = Directory.CreateTempSubdirectory("enlarging-").FullName;
    private readonly ReportDraft _draft = new();

    private string Views => Path.Combine(_folder, "views");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Both_ways_are_held_against_the_original_and_the_gain_is_taken_picture_by_picture()
    {
        // Shrunk to the even level 128, either is 128 everywhere by bicubic; the model answers stripes of 5 and 250.
        var found = Try(new Always(5, 250), new Stripes((0, 255), (64, 192)));

        double[] made = [Decibels(5, 5), Decibels(59, 58)];
        double[] plain = [Decibels(128, 127), Decibels(64, 64)];
        var psnr = Figure("enlarging.psnr");
        var gain = Figure("enlarging.psnrGain");
        Assert.Equal(2, found.Tried);
        Assert.Equal((made[0] + made[1]) / 2, psnr.Value, 1e-6);
        Assert.Equal((plain[0] + plain[1]) / 2, psnr.Plain!.Value, 1e-6);
        Assert.Equal((made[0] - made[1]) / 2, psnr.Error!.Value, 1e-6);
        Assert.Equal(psnr.Value - psnr.Plain.Value, gain.Value, 1e-6);
        Assert.Equal((made[0] - plain[0] - made[1] + plain[1]) / 2, gain.Error!.Value, 1e-6);
        Assert.Equal((1, 2), (Figure("enlarging.better").Value, gain.Items));
        Assert.InRange(Figure("enlarging.ssim").Value, Figure("enlarging.ssim").Plain!.Value + 0.3, 1);
        Assert.Equal(Figure("enlarging.ssim").Value - Figure("enlarging.ssim").Plain!.Value, Figure("enlarging.ssimGain").Value, 1e-9);
        Assert.True(Figure("enlarging.speed").Value > 0);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public void What_only_does_as_bicubic_does_gains_nothing(int factor)
    {
        Try(new Plainly(factor), new NoisyPatterns(Form, 60));

        foreach (var id in new[] { "enlarging.psnrGain", "enlarging.ssimGain" })
        {
            Assert.Equal((0.0, 0.0, 12), (Figure(id).Value, Figure(id).Error!.Value, Figure(id).Items!.Value));
        }

        Assert.Equal(Figure("enlarging.psnr").Plain, Figure("enlarging.psnr").Value);
        Assert.Equal(0, Figure("enlarging.better").Value);
    }

    [Fact]
    public void A_picture_that_is_given_back_exactly_has_no_finite_ratio_and_is_left_out_of_decibels()
    {
        Try(new Plainly(4), new Stripes((0, 255), (90, 90)));

        Assert.Equal(Decibels(128, 127), Figure("enlarging.psnr").Value, 1e-6);
        Assert.Equal((1, 2), (Figure("enlarging.psnr").Items, Figure("enlarging.ssim").Items));
        Assert.Null(Figure("enlarging.psnr").Error);
    }

    [Fact]
    public void Each_is_shown_as_it_was_shrunk_enlarged_plainly_enlarged_by_the_model_and_as_the_original()
    {
        var found = Try(new Always(5, 250), new Stripes((0, 255), (64, 192)));

        Assert.Equal((4, 2), (found.Findings.Factor, found.Findings.Shown));
        var rows = File.ReadAllBytes(Views).Chunk((int)Form.ExampleBytes).Select(v => ((int)v[0], (int)v[1])).ToList();
        Assert.Equal(2 * EnlargingFindings.Views, rows.Count);
        var first = rows.IndexOf((0, 255)) - 3;
        Assert.Equal([(128, 128), (128, 128), (5, 250), (0, 255)], rows.Skip(first).Take(EnlargingFindings.Views));
        Assert.Contains((64, 192), rows);
    }

    [Fact]
    public void Trials_on_the_same_originals_by_the_same_factor_are_known_to_be()
    {
        var one = Try(new Plainly(4), new NoisyPatterns(Form, 60)).Findings.Originals;

        Assert.Equal(one, Try(new Always(5, 250), new NoisyPatterns(Form, 60)).Findings.Originals);
        Assert.NotEqual(one, Try(new Plainly(2), new NoisyPatterns(Form, 60)).Findings.Originals);
        Assert.NotEqual(one, Try(new Plainly(4), new NoisyPatterns(Form, 65)).Findings.Originals);
    }

    [Fact]
    public void One_held_out_original_is_too_few_and_refused_in_words()
    {
        var refusal = Assert.Throws<EvaluationException>(() => Try(new Plainly(4), new NoisyPatterns(Form, 9)));

        Assert.Equal("evaluation.tooFewHeldOut", refusal.Code);
        Assert.Equal([2, 1], refusal.Arguments);
    }

    // 10 log10(255^2 / mean squared error), half of the pixels wrong by one and half by the other.
    private static double Decibels(double one, double other) => 10 * Math.Log10(255 * 255 / (((one * one) + (other * other)) / 2));

    private (EnlargingFindings Findings, int Tried) Try(IEnlarger enlarger, IExampleStore store) =>
        new EnlargingTrial(enlarger, store, new EvaluateRequest(Guid.CreateVersion7(), "", "", "", Views, 100, 1, TestDevice.Id)).Add(_draft, (_, _) => { }, CancellationToken.None);

    private Measure Figure(string id) => _draft.Measures.Single(m => m.Id == id);

    /// <summary>Bicubic enlarging, and no more.</summary>
    private sealed class Plainly(int factor) : IEnlarger
    {
        public int Factor => factor;

        public int Reach => 2;

        public int Channels => 1;

        public Tensor Enlarge(Tensor levels) => ImageUpscaleNetwork.Bicubic(levels.to(float32).div(255f), factor).mul(255f);
    }

    /// <summary>Answers everything with upright stripes of two levels.</summary>
    private sealed class Always(int even, int odd) : IEnlarger
    {
        public int Factor => 4;

        public int Reach => 2;

        public int Channels => 1;

        public Tensor Enlarge(Tensor levels) => tensor(new[] { (float)even, odd }).repeat(levels.shape[3] * 2).expand(1, 1, levels.shape[2] * 4, -1);
    }

    /// <summary>Held-out pictures of upright stripes one pixel wide, each of two levels.</summary>
    private sealed class Stripes(params (byte Even, byte Odd)[] levels) : IExampleStore
    {
        public ExampleForm Form => EnlargingTrialTests.Form;

        public int Count => levels.Length;

        public IReadOnlyList<string> Labels => [];

        public int LabelOf(int index) => -1;

        public bool IsHeldOut(int index) => true;

        public void CopyTo(int index, Span<byte> destination)
        {
            for (var i = 0; i < destination.Length; i++)
            {
                destination[i] = i % 2 == 0 ? levels[index].Even : levels[index].Odd;
            }
        }
    }
}
