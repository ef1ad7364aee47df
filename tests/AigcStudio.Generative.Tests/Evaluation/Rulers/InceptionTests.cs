using AigcStudio.Core;
using AigcStudio.Core.Evaluation;
using AigcStudio.Generative.Evaluation.Rulers;
using AigcStudio.Generative.Tests.Runs;
using Xunit;
using static TorchSharp.torch;

namespace AigcStudio.Generative.Tests.Evaluation.Rulers;

public sealed class InceptionTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("inception-").FullName;

    private string Script => Path.Combine(_folder, "inception.pt");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(HandMadeScript.Colours)]
    [InlineData(HandMadeScript.AskedForFeatures)]
    public void Features_are_what_the_file_says_of_each_picture_in_their_order(string forward)
    {
        using var scope = NewDisposeScope();
        var heard = new List<int>();
        var pictures = arange(70, ScalarType.Byte).mul(3).to(ScalarType.Byte).view(70, 1, 1, 1).expand(-1, 3, 20, 20).contiguous();
        pictures[TensorIndex.Colon, 2].add_(1);
        using var inception = Open(forward);

        var features = inception.Features(pictures, heard.Add, CancellationToken.None);

        Assert.Equal((70L, 48L, ScalarType.Float64), (features.shape[0], features.shape[1], features.dtype));
        Assert.Equal(Enumerable.Range(0, 70).Select(i => 3.0 * i), features[TensorIndex.Colon, 0].data<double>().Select(v => Math.Round(v, 3)));
        Assert.Equal(Enumerable.Range(0, 70).Select(i => (3.0 * i) + 1), features[TensorIndex.Colon, 47].data<double>().Select(v => Math.Round(v, 3)));
        Assert.Equal([32, 32, 6], heard);
        Assert.Equal(HashOf(Script), inception.Hash);
    }

    [Fact]
    public void Grey_pictures_are_repeated_in_three_planes_and_keep_their_levels()
    {
        using var scope = NewDisposeScope();
        var inputs = Inception.Inputs(full([2, 1, 28, 28], 200, ScalarType.Byte));

        Assert.Equal([2, 3, 299, 299], inputs.shape);
        Assert.Equal((200, 200), (inputs.min().item<float>(), inputs.max().item<float>()));
    }

    [Fact]
    public void Small_pictures_are_enlarged_and_large_ones_reduced_by_a_triangle_as_wide_as_what_is_lost()
    {
        using var scope = NewDisposeScope();
        foreach (var side in new[] { 28, 800 })
        {
            var levels = Enumerable.Range(0, side * side).Select(i => (byte)((i * 7) + (i / side * (i % side)) + (i % side * (i % side)))).ToArray();
            var inputs = Inception.Inputs(tensor(levels, [1, 1, side, side]));

            foreach (var (row, column) in new[] { (0, 0), (0, 298), (150, 77), (298, 3) })
            {
                Assert.Equal(Expected(levels, side, row, column), inputs[0, 1, row, column].item<float>(), 0.01);
            }
        }
    }

    [Fact]
    public void A_file_of_another_hash_is_refused_and_both_are_named()
    {
        HandMadeScript.Write(Script, HandMadeScript.Colours);
        var stated = new string('A', 64);

        var refusal = Assert.Throws<EvaluationException>(() => Inception.Open(new InceptionFile(Script, stated), TestDevice.Device));

        Assert.Equal("evaluation.inceptionOther", refusal.Code);
        Assert.Equal([new string('a', 64), HashOf(Script)], Said.Of(refusal).Arguments);
    }

    [Fact]
    public void A_file_that_is_gone_is_refused() =>
        Assert.Equal("evaluation.inceptionGone", Assert.Throws<EvaluationException>(() => Inception.Open(new InceptionFile(Script, "aa"), TestDevice.Device)).Code);

    [Fact]
    public void A_file_that_is_no_script_is_refused()
    {
        File.WriteAllText(Script, "weights of some other kind");

        var refusal = Assert.Throws<EvaluationException>(() => Inception.Open(new InceptionFile(Script, HashOf(Script)), TestDevice.Device));

        Assert.Equal("evaluation.inceptionUnreadable", refusal.Code);
    }

    [Theory]
    [InlineData("return torch.adaptive_avg_pool2d(pictures, [4, 4])")]
    [InlineData("return torch.flatten(torch.adaptive_avg_pool2d(pictures, [4, 4]), 0, 2)")]
    [InlineData("return torch.linear(pictures, torch.zeros([2, 7], dtype=None, layout=None, device=None, pin_memory=None), None)")]
    public void A_script_that_answers_no_row_for_each_picture_is_refused(string body)
    {
        using var scope = NewDisposeScope();
        using var inception = Open($"def forward(self: __torch__.Eye,\n    pictures: Tensor) -> Tensor:\n    {body}");

        var refusal = Assert.Throws<EvaluationException>(() => inception.Features(zeros([3, 3, 8, 8], ScalarType.Byte), _ => { }, CancellationToken.None));

        Assert.Equal("evaluation.inceptionAnswers", refusal.Code);
    }

    [Fact]
    public void Looking_leaves_no_tensors_behind()
    {
        using var inception = Open(HandMadeScript.Colours);
        using var pictures = zeros([40, 1, 8, 8], ScalarType.Byte);
        inception.Features(pictures, _ => { }, CancellationToken.None).Dispose();
        var before = Alive();

        inception.Features(pictures, _ => { }, CancellationToken.None).Dispose();

        Assert.Equal(before, Alive());
    }

    internal static string HashOf(string path) => ContentHash.Of(File.ReadAllBytes(path)).ToString();

    private static long Alive()
    {
        using var none = NewDisposeScope();
        return TorchSharp.DisposeScopeManager.Statistics.ThreadTotalLiveCount;
    }

    private Inception Open(string forward)
    {
        HandMadeScript.Write(Script, forward);
        return Inception.Open(new InceptionFile(Script, HashOf(Script)), TestDevice.Device);
    }

    // The triangle filter by its formula, in double precision.
    private static double Expected(byte[] levels, int side, int row, int column)
    {
        var scale = side / 299.0;
        var (down, across) = (Weights(row), Weights(column));
        return (from y in down from x in across select y.Weight * x.Weight * levels[(y.At * side) + x.At]).Sum()
            / (down.Sum(w => w.Weight) * across.Sum(w => w.Weight));

        List<(int At, double Weight)> Weights(int place) =>
            [.. Enumerable.Range(0, side).Select(i => (i, Math.Max(0, 1 - (Math.Abs(i + 0.5 - ((place + 0.5) * scale)) / Math.Max(1, scale)))))];
    }
}
