using AigcStudio.Core.Datasets;
using AigcStudio.Generative.Datasets;
using AigcStudio.Generative.Gallery;
using AigcStudio.Generative.Models;
using static TorchSharp.torch;

namespace AigcStudio.Benchmarks.Quality;

/// <summary>
/// A small convolutional classifier of log-mel frames, trained on spoken digits that the generator never hears. Sounds are shifted
/// and veiled in noise while it learns, so that it listens to words rather than to recordings.
/// </summary>
internal sealed class SpeechJudge : IDisposable
{
    private const int BatchSize = 32;
    private const int Steps = 500;
    private const int MostShift = 1600;
    private const int ChunkSize = 50;

    private readonly AudioForm _form;
    private readonly LogMel _mel;
    private readonly nn.Module<Tensor, Tensor> _network;

    private SpeechJudge(AudioForm form)
    {
        _form = form;
        _mel = new LogMel(form.SampleRateHz, CPU);
        var rest = LogMel.Frames(form.Samples) / 2 / 2 / 2 * (LogMel.Bands / 8);
        _network = nn.Sequential(
            nn.Conv2d(1, 16, 3, padding: 1), nn.ReLU(), nn.MaxPool2d(2), nn.Conv2d(16, 32, 3, padding: 1), nn.ReLU(), nn.MaxPool2d(2),
            nn.Conv2d(32, 48, 3, padding: 1), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(), nn.Dropout(0.3), nn.Linear(48 * rest, 64), nn.ReLU(), nn.Linear(64, 10));
    }

    internal static SpeechJudge Train(SpokenDigits digits, int seed)
    {
        var judge = new SpeechJudge((AudioForm)digits.Form);
        using var random = new Generator((ulong)seed, CPU);
        FirstWeights.Fill(judge._network, "glorot", random);
        Tensor[] weights = [.. judge._network.parameters()];
        using var adam = new Adam("judge", weights);
        var reader = new BatchReader(digits, BatchSize, seed, CPU);
        var chance = new Random(seed);
        for (var step = 1; step <= Steps; step++)
        {
            using var scope = NewDisposeScope();
            var batch = reader.Next();
            var sounds = SoundBytes.ToUnit(batch.Examples).roll(chance.Next(MostShift), 1);
            sounds.add_(randn(sounds.shape, generator: random).mul_(0.02 * chance.NextDouble() * chance.NextDouble()));
            var loss = nn.functional.cross_entropy(judge._network.call(judge._mel.Of(sounds).unsqueeze(1)), batch.Labels);

            // Down to zero along a line: the last steps settle.
            adam.Update(Gradients.Of(loss, weights), step, 1e-3 * (1 - ((step - 1.0) / Steps)));
        }

        judge._network.eval();
        return judge;
    }

    /// <summary>The digit that each sound most likely is.</summary>
    internal int[] Judge(byte[] sounds)
    {
        var answers = new List<int>();
        using var unwatched = no_grad();
        for (var first = 0; first < sounds.Length / _form.ExampleBytes; first += ChunkSize)
        {
            using var scope = NewDisposeScope();
            var size = Math.Min(ChunkSize, (sounds.Length / _form.ExampleBytes) - first);
            var bytes = empty(BatchReader.Shape(_form, size), ScalarType.Byte);
            sounds.AsSpan(first * _form.ExampleBytes, size * _form.ExampleBytes).CopyTo(bytes.bytes);
            var chosen = _network.call(_mel.Of(SoundBytes.ToUnit(bytes)).unsqueeze(1)).argmax(1);
            answers.AddRange(chosen.data<long>().ToArray().Select(a => (int)a));
        }

        return [.. answers];
    }

    /// <summary>Share of digits told right.</summary>
    internal double Accuracy(SpokenDigits digits) => Judge(digits.Bytes()).Select((a, i) => a == digits.LabelOf(i) ? 1.0 : 0).Average();

    public void Dispose()
    {
        _network.Dispose();
        _mel.Dispose();
    }
}
