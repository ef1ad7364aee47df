using AigcStudio.Generative.Datasets;
using AigcStudio.Generative.Gallery;
using AigcStudio.Generative.Models;
using static TorchSharp.torch;

namespace AigcStudio.Benchmarks.Quality;

/// <summary>A small convolutional classifier, trained on digits that the generator never sees: it knows nothing of any generator.</summary>
internal sealed class DigitJudge : IDisposable
{
    private const int BatchSize = 64;
    private const int Epochs = 8;
    private const int ChunkSize = 250;

    private readonly nn.Module<Tensor, Tensor> _network = nn.Sequential(
        nn.Conv2d(1, 32, 3, padding: 1), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(32, 64, 3, padding: 1), nn.ReLU(), nn.MaxPool2d(2),
        nn.Flatten(), nn.Linear(64 * 7 * 7, 128), nn.ReLU(), nn.Linear(128, 10));

    internal static DigitJudge Train(Digits digits, int seed)
    {
        var judge = new DigitJudge();
        using var random = new Generator((ulong)seed, CPU);
        FirstWeights.Fill(judge._network, "glorot", random);
        Tensor[] weights = [.. judge._network.parameters()];
        using var adam = new Adam("judge", weights);
        var reader = new BatchReader(digits, BatchSize, seed, CPU);
        var steps = Epochs * digits.Count / BatchSize;
        for (var step = 1; step <= steps; step++)
        {
            using var scope = NewDisposeScope();
            var batch = reader.Next();
            var loss = nn.functional.cross_entropy(judge._network.call(PictureBytes.ToSigned(batch.Examples)), batch.Labels);

            // Down to zero along a line: the last steps settle.
            adam.Update(Gradients.Of(loss, weights), step, 1e-3 * (1 - ((step - 1.0) / steps)));
        }

        return judge;
    }

    /// <summary>Probabilities of the ten digits for each picture, row by row.</summary>
    internal double[][] Judge(ReadOnlySpan<byte> pictures)
    {
        var count = pictures.Length / 784;
        var rows = new List<double[]>();
        using var unwatched = no_grad();
        for (var first = 0; first < count; first += ChunkSize)
        {
            using var scope = NewDisposeScope();
            var size = Math.Min(ChunkSize, count - first);
            var bytes = empty([size, 1, 28, 28], ScalarType.Byte);
            pictures.Slice(first * 784, size * 784).CopyTo(bytes.bytes);
            var shares = _network.call(PictureBytes.ToSigned(bytes)).softmax(1).to(ScalarType.Float64).data<double>().ToArray();
            rows.AddRange(shares.Chunk(10));
        }

        return [.. rows];
    }

    /// <summary>Share of digits told right.</summary>
    internal double Accuracy(Digits digits) =>
        Judge(digits.Pictures).Select((p, i) => Array.IndexOf(p, p.Max()) == digits.LabelOf(i) ? 1.0 : 0).Average();

    public void Dispose() => _network.Dispose();
}
