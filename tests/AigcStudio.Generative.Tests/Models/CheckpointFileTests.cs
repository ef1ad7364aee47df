using AigcStudio.Core.Datasets;
using AigcStudio.Core.Models;
using AigcStudio.Generative.Datasets;
using AigcStudio.Generative.Models;
using Xunit;
using static TorchSharp.torch;

namespace AigcStudio.Generative.Tests.Models;

public sealed class CheckpointFileTests : IDisposable
{
    private static readonly CheckpointHead Head = new(
        new Recipe("ImageGan", 3, 100, new() { ["width"] = 16 }), new ImageForm(1, 28, 28), new LabelBook(["a", "b"], [1, 2]), 12, 768, 34,
        new Dictionary<string, Generative.Runs.LossSum> { ["loss"] = new(1.5, 2) });

    private readonly string _folder = Directory.CreateTempSubdirectory("checkpoint-").FullName;
    private readonly string _path;
    private readonly byte[] _bytes;

    public CheckpointFileTests()
    {
        _path = Path.Combine(_folder, "one.safetensors");
        using var scope = NewDisposeScope();
        CheckpointFile.Write(_path, Head, [new("a.weight", arange(12, ScalarType.Float32).view(3, 4).t()), new("count", tensor(new long[] { 7, 8, 9 }))]);
        _bytes = File.ReadAllBytes(_path);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void What_was_written_is_read()
    {
        using var read = CheckpointFile.Read(_path);

        Assert.Equal((12, 768L, 34L, "ImageGan"), (read.Head.Step, read.Head.Position, read.Head.Sequence, read.Head.Recipe.FamilyId));
        Assert.Equal(new ImageForm(1, 28, 28), read.Head.Form);
        Assert.Equal(new(1.5, 2), read.Head.Losses["loss"]);
        Assert.Equal([0f, 4f, 8f, 1f], read.Tensors["a.weight"].data<float>().Take(4));
        Assert.Equal([7L, 8L, 9L], read.Tensors["count"].data<long>());
    }

    [Fact]
    public void It_is_safetensors()
    {
        var length = BitConverter.ToInt64(_bytes);
        var header = System.Text.Json.Nodes.JsonNode.Parse(_bytes.AsSpan(8, (int)length))!;

        Assert.Equal(0, (8 + length) % 8);
        Assert.Equal("F32", (string)header["a.weight"]!["dtype"]!);
        Assert.Equal("[4,3]", header["a.weight"]!["shape"]!.ToJsonString());
        Assert.Equal("[48,72]", header["count"]!["data_offsets"]!.ToJsonString());
        Assert.All(header["__metadata__"]!.AsObject(), m => Assert.Equal(System.Text.Json.JsonValueKind.String, m.Value!.GetValueKind()));
    }

    // Each of them: numbers by chance are small ones, and those lie in the header.
    [Fact]
    public void A_flipped_bit_anywhere_is_refused() => Assert.All(Enumerable.Range(0, _bytes.Length), where =>
    {
        var bad = _bytes.ToArray();
        bad[where] ^= (byte)(1 << (where % 8));
        Assert.True(IsRefused(bad));
    });

    [Fact]
    public void A_cut_anywhere_is_refused() => Assert.All(Enumerable.Range(0, _bytes.Length), where => Assert.True(IsRefused(_bytes[..where])));

    [Fact]
    public void Bytes_after_the_last_tensor_are_refused() => Assert.True(IsRefused([.. _bytes, 0]));

    [Fact]
    public void What_does_not_fit_changes_nothing()
    {
        using var read = CheckpointFile.Read(_path);
        using var fits = zeros(4, 3);
        using var does_not = zeros(2, dtype: ScalarType.Int64);

        Assert.Equal("checkpoint.doesNotFit", Assert.Throws<CheckpointException>(() => read.CopyTo([new("a.weight", fits), new("count", does_not)])).Code);

        Assert.Equal(0f, fits.abs().sum().item<float>());
    }

    private bool IsRefused(byte[] bytes)
    {
        var path = Path.Combine(_folder, "bad.safetensors");
        File.WriteAllBytes(path, bytes);
        try
        {
            CheckpointFile.Read(path).Dispose();
            return false;
        }
        catch (CheckpointException refusal)
        {
            return refusal.Code == "checkpoint.damaged";
        }
    }
}
