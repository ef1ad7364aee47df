using System.Security.Cryptography;
using System.Text;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Models;
using AigcStudio.Generative.Datasets;
using AigcStudio.Generative.Models;
using AigcStudio.Tests.Fuzzing;
using Xunit;
using static TorchSharp.torch;

namespace AigcStudio.Generative.Tests.Models;

/// <summary>Checkpoints whose headers lie with a right hash: whoever can write the file can write the hash.</summary>
public sealed class CheckpointFuzzTests : IDisposable
{
    private const long Megabyte = 1 << 20;

    private static readonly byte[] Signature = "\"header.sha256\":\""u8.ToArray();

    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    [Fact]
    public Task Checkpoints_are_read_or_refused()
    {
        using var scope = NewDisposeScope();
        var head = new CheckpointHead(
            new Recipe("ImageGan", 3, 100, new() { ["width"] = 16 }), new ImageForm(1, 28, 28), new LabelBook(["a", "b"], [1, 2]), 12, 768, 34,
            new Dictionary<string, Generative.Runs.LossSum> { ["loss"] = new(1.5, 2) });
        CheckpointFile.Write(_path, head, [new("a.weight", arange(12, ScalarType.Float32)), new("count", tensor(new long[] { 7, 8, 9 }))]);
        var whole = File.ReadAllBytes(_path);
        var header = whole[8..(int)(8 + BitConverter.ToInt64(whole))];
        var tensors = whole[(8 + header.Length)..];
        return new Fuzz("checkpoints", 4 * Megabyte)
        {
            Rounds = 1_000,
            // The second is a file that claims a header far larger than itself.
            Seeds = [header, [.. BitConverter.GetBytes(64 * Megabyte), .. header]],
            Words = Fuzz.Bytes("null", "-1", "9223372036854775807", "[]", "{}", "\"F16\"", "[0,48]", "[2,-6]", "[0,9223372036854775807]", "\"a.weight\":{},", "\"\\ud800\"", "__metadata__"),
        }.RunAsync(bytes =>
        {
            var input = Sign(bytes);
            Each([.. BitConverter.GetBytes((long)input.Length), .. input, .. tensors], bytes);
        });
    }

    // A refusal of the one is no reason not to try the other.
    private void Each(params byte[][] files)
    {
        foreach (var file in files)
        {
            File.WriteAllBytes(_path, file);
            try
            {
                CheckpointFile.Read(_path).Dispose();
            }
            catch (CheckpointException)
            {
                // An answer.
            }
        }
    }

    private static byte[] Sign(byte[] header)
    {
        var at = header.AsSpan().IndexOf(Signature) + Signature.Length;
        if (at < Signature.Length || at + 64 > header.Length)
        {
            return header;
        }

        var signed = (byte[])header.Clone();
        signed.AsSpan(at, 64).Fill((byte)'0');
        Encoding.ASCII.GetBytes(Convert.ToHexStringLower(SHA256.HashData(signed))).CopyTo(signed, at);
        return signed;
    }
}
