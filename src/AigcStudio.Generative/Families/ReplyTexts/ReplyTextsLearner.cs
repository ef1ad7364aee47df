using System.Text.Json.Nodes;
using AigcStudio.Core.Datasets;
using AigcStudio.Generative.Datasets;
using AigcStudio.Generative.Gallery;
using AigcStudio.Generative.Models;
using AigcStudio.Generative.Models.Latent;
using AigcStudio.Generative.Models.Text;
using AigcStudio.Generative.Runs;
using static TorchSharp.torch;

namespace AigcStudio.Generative.Families.ReplyTexts;

/// <summary>One step: hear the questions, draw a code from what question and reply say of it, write the replies, and pay for both.</summary>
internal sealed class ReplyTextsLearner : ILearner
{
    private readonly ReplyTextsSettings _settings;
    private readonly PairForm _form;
    private readonly int _steps;
    private readonly Device _device;
    private readonly Vocabulary _vocabulary;
    private readonly ProbeQuestions _probe;
    private readonly ReplyTextsNetwork _network;
    private readonly ReplyTextsNetwork _averaged;
    private readonly Tensor[] _weights;
    private readonly Adam _adam;
    private readonly WeightAverage _average;
    private readonly EncodingBook _means;

    internal ReplyTextsLearner(LearnerSetup setup)
    {
        _settings = SettingsSchema.Read<ReplyTextsSettings>(setup.Settings);
        _form = TextLadder.FormOf<PairForm>(setup);
        (_steps, _device) = (setup.Steps, setup.Device);
        _vocabulary = WordTokens.Learn(TrainingTexts.PairsOf(setup.Store).SelectMany(p => new[] { p.Question, p.Reply }), _settings.Words);
        _probe = ProbeQuestions.Of(setup.Store, setup.Seed);
        Random = new Generator((ulong)setup.Seed, CPU);
        _network = new ReplyTextsNetwork(_settings, _vocabulary.Size, Random, _device);
        _averaged = new ReplyTextsNetwork(_settings, _vocabulary.Size, null, _device);
        FirstWeights.Fill(_network, "glorot", Random);
        _average = new WeightAverage(_network, _averaged, _settings.AverageDecay);
        _weights = [.. _network.parameters()];
        _adam = new Adam("adam", _weights);
        _means = new EncodingBook(_settings.Latent, _device, "means");
        State =
        [
            .. NamedTensor.Of("network", _network), .. NamedTensor.Of("average", _averaged), .. _adam.State, .. _means.State,
            .. _vocabulary.State, .. _probe.State,
        ];
        Parameters = _weights.Sum(w => w.numel());
    }

    public long Parameters { get; }

    public int BatchSize => _settings.Batch;

    public IReadOnlyList<NamedTensor> State { get; }

    public Generator Random { get; }

    public JsonObject SampleSettings => new() { [ReplyTextsSampler.Probe] = true };

    public void Learn(int step, Batch batch, LossBook losses)
    {
        var (questions, replies, characters) = Read(batch.Examples);
        var heard = _network.Hear(questions.Hiding(_settings.WordDropout, Random));
        var (mean, logVariance) = _network.Posterior(heard, replies);
        var prior = _network.Prior(heard);
        var codes = LatentCode.Draw(mean, logVariance, randn(mean.shape, device: _device, generator: Random.On(_device)));
        var logits = _network.Decode(TokenDropout.Hide(replies.Inputs, _settings.WordDropout, Random), heard, codes);
        var likeness = TextLoss.Likeness(logits, replies.Targets, batch.Size);
        var divergence = ReplyTextsLoss.Divergence((mean, logVariance), prior).mean([0]);
        var charge = TextLoss.Charge(divergence, _settings.FreeNats) * TextLoss.Weight(step, _steps, _settings.WarmUp);

        // Per word: the same direction, and one clip that fits replies of every length.
        var loss = (likeness + charge) * (batch.Size / (double)replies.Tokens);
        var rate = LearningRates.Cosine(_settings.LearningRate, step, _steps);
        _adam.Update(Gradients.Of(loss, _weights, _settings.GradientClip), step, rate, _settings.WeightDecay);
        _average.Update(step);
        _means.Add(step, mean - prior.Mean, batch.Labels);
        losses.Add("loss.likeness", likeness);
        losses.Add("loss.divergence", divergence.sum());
        losses.Add("bits", (likeness + divergence.sum()) * (batch.Size / (characters * Math.Log(2))));
        losses.Add("units.active", ActiveUnits.Count(_means));
    }

    public void Probe(int seed, Batch heldOut, LossBook losses)
    {
        using var random = new Generator((ulong)seed, CPU);
        var (questions, replies, characters) = Read(heldOut.Examples);
        var heard = _averaged.Hear(questions);
        var (mean, logVariance) = _averaged.Posterior(heard, replies);
        var codes = LatentCode.Draw(mean, logVariance, randn(mean.shape, device: _device, generator: random.On(_device)));
        var likeness = TextLoss.Likeness(_averaged.Decode(replies.Inputs, heard, codes), replies.Targets, 1);
        var divergence = ReplyTextsLoss.Divergence((mean, logVariance), _averaged.Prior(heard)).sum();
        losses.Add("bits.heldOut", (likeness + divergence) / (characters * Math.Log(2)));
    }

    public ISampler OpenSampler() => new ReplyTextsSampler(_averaged, _vocabulary, _probe, _form, _device, owned: false);

    public HealthFinding Judge(HealthEvidence evidence) => ReplyTextsHealth.Judge(evidence, _settings);

    public void Dispose()
    {
        _adam.Dispose();
        _means.Dispose();
        _network.Dispose();
        _averaged.Dispose();
        _probe.Dispose();
        _vocabulary.Dispose();
        Random.Dispose();
    }

    // The pairs as pieces, and the characters of the replies, each end counted as one.
    private (TokenBatch Questions, TokenBatch Replies, int Characters) Read(Tensor examples)
    {
        var questions = TextRows.Read(examples.slice(1, 0, _form.QuestionBytes, 1));
        var replies = TextRows.Read(examples.slice(1, _form.QuestionBytes, _form.ExampleBytes, 1));
        return (
            TokenBatch.Of([.. questions.Select(q => QuestionTokens.Split(_vocabulary, q))], _device),
            TokenBatch.Of([.. replies.Select(r => WordTokens.Split(_vocabulary, r))], _device),
            replies.Sum(r => r.EnumerateRunes().Count() + 1));
    }
}
