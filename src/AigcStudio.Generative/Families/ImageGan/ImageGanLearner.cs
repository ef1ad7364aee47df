using AigcStudio.Core.Datasets;
using AigcStudio.Core.Models;
using AigcStudio.Generative.Datasets;
using AigcStudio.Generative.Gallery;
using AigcStudio.Generative.Models;
using AigcStudio.Generative.Runs;
using static TorchSharp.torch;

namespace AigcStudio.Generative.Families.ImageGan;

/// <summary>
/// One step: the generator paints a batch; both networks are judged by the same logits (the mission's simultaneous step); the generator's
/// loss is the non-saturating one, -log D(G(z)) (Goodfellow 2014, section 3). BCE with logits is softplus of the signed logit.
/// </summary>
internal sealed class ImageGanLearner : ILearner
{
    /// <summary>What the discriminator says of real pictures that it did not learn from.</summary>
    internal const string HeldOutScore = LossBook.Watched + "score.heldOut";

    private readonly ImageGanSettings _settings;
    private readonly ImageForm _form;
    private readonly LabelBook _labels;
    private readonly Device _device;
    private readonly ImageGanGenerator _generator;
    private readonly ImageGanGenerator _averaged;
    private readonly ImageGanDiscriminator _discriminator;
    private readonly Tensor[] _painting;
    private readonly Tensor[] _telling;
    private readonly Adam _paintingAdam;
    private readonly Adam _tellingAdam;
    private readonly WeightAverage _average;

    internal ImageGanLearner(LearnerSetup setup)
    {
        _settings = SettingsSchema.Read<ImageGanSettings>(setup.Settings);
        _form = setup.Form as ImageForm ?? throw new RecipeException("recipe.wrongForm", setup.Form.Key);
        (_labels, _device) = (setup.Labels, setup.Device);
        Random = new Generator((ulong)setup.Seed, CPU);
        var labels = _settings.Conditional ? _labels.Names.Count : 0;
        _generator = new ImageGanGenerator(_settings, _form, labels, _device);
        _averaged = new ImageGanGenerator(_settings, _form, labels, _device);
        _discriminator = new ImageGanDiscriminator(_settings, _form, labels, Random, _device);
        FirstWeights.Fill(_generator, _settings.FirstWeights, Random);
        FirstWeights.Fill(_discriminator, _settings.FirstWeights, Random);
        _average = new WeightAverage(_generator, _averaged, _settings.AverageDecay);
        _painting = [.. _generator.parameters()];
        _telling = [.. _discriminator.parameters()];
        _paintingAdam = new Adam("adam.generator", _painting, _settings.Beta1);
        _tellingAdam = new Adam("adam.discriminator", _telling, _settings.Beta1);
        State =
        [
            .. NamedTensor.Of("generator", _generator), .. NamedTensor.Of("average", _averaged), .. NamedTensor.Of("discriminator", _discriminator),
            .. _paintingAdam.State, .. _tellingAdam.State,
        ];
        Parameters = _painting.Concat(_telling).Sum(p => p.numel());
    }

    public long Parameters { get; }

    public int BatchSize => _settings.Batch;

    public IReadOnlyList<NamedTensor> State { get; }

    public Generator Random { get; }

    public void Learn(int step, Batch batch, LossBook losses)
    {
        var noise = randn([batch.Size, _settings.Latent], device: _device, generator: Random.On(_device));
        var fake = _generator.call(noise, batch.Labels);
        var onFake = _discriminator.call(fake, batch.Labels);
        var onReal = _discriminator.call(PictureBytes.ToSigned(batch.Examples), batch.Labels);
        var painterLoss = nn.functional.softplus(-onFake).mean();
        var tellerLoss = nn.functional.softplus(-onReal).mean() + nn.functional.softplus(onFake).mean();
        var painterSlopes = Gradients.Of(painterLoss, _painting, _settings.GradientClip, keepGraph: true);
        var tellerSlopes = Gradients.Of(tellerLoss, _telling, _settings.GradientClip);
        _paintingAdam.Update(painterSlopes, step, _settings.LearningRate);
        _tellingAdam.Update(tellerSlopes, step, _settings.LearningRate);
        _average.Update(step);
        losses.Add("loss.generator", painterLoss);
        losses.Add("loss.discriminator", tellerLoss);
        losses.Add("score.real", onReal.detach().sigmoid().mean());
        losses.Add("score.fake", onFake.detach().sigmoid().mean());
    }

    public void Probe(int seed, Batch heldOut, LossBook losses)
    {
        // Judged with dropout, as learned pictures are, or the two could not be compared; Random stands afterwards where it stood.
        using var stood = Random.get_state();
        Random.manual_seed(seed);
        losses.Add(HeldOutScore, _discriminator.call(PictureBytes.ToSigned(heldOut.Examples), heldOut.Labels).sigmoid().mean());
        Random.set_state(stood);
    }

    public ISampler OpenSampler() => new ImageGanSampler(_averaged, _settings, _form, _labels, _device, owned: false);

    public HealthFinding Judge(HealthEvidence evidence) => ImageGanHealth.Judge(evidence);

    public void Dispose()
    {
        _paintingAdam.Dispose();
        _tellingAdam.Dispose();
        _generator.Dispose();
        _averaged.Dispose();
        _discriminator.Dispose();
        Random.Dispose();
    }
}
