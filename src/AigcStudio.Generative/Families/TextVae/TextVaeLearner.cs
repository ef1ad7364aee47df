using AigcStudio.Core.Datasets;
using AigcStudio.Generative.Datasets;
using AigcStudio.Generative.Gallery;
using AigcStudio.Generative.Models;
using AigcStudio.Generative.Models.Latent;
using AigcStudio.Generative.Models.Text;
using AigcStudio.Generative.Runs;
using static TorchSharp.torch;

namespace AigcStudio.Generative.Families.TextVae;

/// <summary>One step: encode the texts, draw a code, write the texts again from it while some of their letters are hidden, and pay for both.</summary>
internal sealed class TextVaeLearner : ILearner
{
    private readonly TextVaeSettings _settings;
    private readonly TextForm _form;
    private readonly LabelBook _labels;
    private readonly int _seed;
    private readonly int _steps;
    private readonly Device _device;
    private readonly Vocabulary _vocabulary;
    private readonly TextVaeNetwork _network;
    private readonly TextVaeNetwork _averaged;
    private readonly Tensor[] _weights;
    private readonly Adam _adam;
    private readonly WeightAverage _average;
    private readonly EncodingBook _encodings;
    private readonly EncodingBook _means;

    internal TextVaeLearner(LearnerSetup setup)
    {
        _settings = SettingsSchema.Read<TextVaeSettings>(setup.Settings);
        _form = TextLadder.FormOf<TextForm>(setup);
        (_labels, _seed, _steps, _device) = (setup.Labels, setup.Seed, setup.Steps, setup.Device);
        _vocabulary = CharacterTokens.Learn(setup.Store, _settings.Characters);
        Random = new Generator((ulong)setup.Seed, CPU);
        _network = new TextVaeNetwork(_settings, _vocabulary.Size, _device);
        _averaged = new TextVaeNetwork(_settings, _vocabulary.Size, _device);
        FirstWeights.Fill(_network, "glorot", Random);
        _average = new WeightAverage(_network, _averaged, _settings.AverageDecay);
        _weights = [.. _network.parameters()];
        _adam = new Adam("adam", _weights);
        _encodings = new EncodingBook(_settings.Latent, _device);
        _means = new EncodingBook(_settings.Latent, _device, "means");
        State =
        [
            .. NamedTensor.Of("network", _network), .. NamedTensor.Of("average", _averaged), .. _adam.State, .. _encodings.State, .. _means.State,
            .. _vocabulary.State,
        ];
        Parameters = _weights.Sum(w => w.numel());
    }

    public long Parameters { get; }

    public int BatchSize => _settings.Batch;

    public IReadOnlyList<NamedTensor> State { get; }

    public Generator Random { get; }

    public void Learn(int step, Batch batch, LossBook losses)
    {
        var tokens = Read(batch);
        var (mean, logVariance) = _network.Encode(tokens);
        var codes = LatentCode.Draw(mean, logVariance, randn(mean.shape, device: _device, generator: Random.On(_device)));
        var logits = _network.Decode(TokenDropout.Hide(tokens.Inputs, _settings.Dropout, Random), codes);
        var likeness = TextLoss.Likeness(logits, tokens.Targets, batch.Size);
        var divergence = LatentCode.Divergence(mean, logVariance).mean([0]);
        var charge = TextLoss.Charge(divergence, _settings.FreeNats) * TextLoss.Weight(step, _steps, _settings.WarmUp);

        // Per character: the same direction, and one clip that fits texts of every length.
        var loss = (likeness + charge) * (batch.Size / (double)tokens.Tokens);
        _adam.Update(Gradients.Of(loss, _weights, _settings.GradientClip), step, LearningRates.Cosine(_settings.LearningRate, step, _steps));
        _average.Update(step);
        _encodings.Add(step, codes, batch.Labels);
        _means.Add(step, mean, batch.Labels);
        losses.Add("loss.likeness", likeness);
        losses.Add("loss.divergence", divergence.sum());
        losses.Add("bits", (likeness + divergence.sum()) * (batch.Size / (tokens.Tokens * Math.Log(2))));
        losses.Add("units.active", ActiveUnits.Count(_means));
    }

    public void Probe(int seed, Batch heldOut, LossBook losses)
    {
        using var random = new Generator((ulong)seed, CPU);
        var tokens = Read(heldOut);
        var (mean, logVariance) = _averaged.Encode(tokens);
        var codes = LatentCode.Draw(mean, logVariance, randn(mean.shape, device: _device, generator: random.On(_device)));
        var bound = TextLoss.Likeness(_averaged.Decode(tokens.Inputs, codes), tokens.Targets, 1) + LatentCode.Divergence(mean, logVariance).sum();
        losses.Add("bits.heldOut", bound / (tokens.Tokens * Math.Log(2)));
    }

    public ISampler OpenSampler()
    {
        var prior = LatentPrior.Fit(_encodings, _labels, _settings.PriorComponents, _seed);
        return new TextVaeSampler(_averaged, _vocabulary, prior, _form, _labels, _device, owned: false);
    }

    public HealthFinding Judge(HealthEvidence evidence) => TextVaeHealth.Judge(evidence, _settings);

    public void Dispose()
    {
        _adam.Dispose();
        _encodings.Dispose();
        _means.Dispose();
        _network.Dispose();
        _averaged.Dispose();
        _vocabulary.Dispose();
        Random.Dispose();
    }

    private TokenBatch Read(Batch batch) => TokenBatch.Of([.. TextRows.Read(batch.Examples).Select(t => CharacterTokens.Split(_vocabulary, t))], _device);
}
