using System.Text;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Models;
using AigcStudio.Generative.Datasets;
using AigcStudio.Generative.Gallery;
using AigcStudio.Generative.Models.Latent;
using AigcStudio.Generative.Models.Text;
using static TorchSharp.torch;

namespace AigcStudio.Generative.Families.TextVae;

/// <summary>
/// Writes texts from codes of the fitted prior, or of N(0, I) (<c>prior</c>), or, given <c>from</c> and <c>to</c>, of the line between two texts.
/// Further settings: <c>temperature</c>, <c>topP</c>, and <c>prefix</c>, which every text begins with.
/// </summary>
/// <param name="owned">True where network and vocabulary go with the sampler.</param>
internal sealed class TextVaeSampler(
    TextVaeNetwork network, Vocabulary vocabulary, LatentPrior prior, TextForm form, LabelBook labels, Device device, bool owned) : ICodeSampler, IRebuilder, ILikelihood
{
    private CodeSpace? _space;

    public ExampleForm Form => form;

    public long Bytes { get; } = network.parameters().Sum(p => p.numel()) * sizeof(float);

    // Between two texts a straight line, as the family's own walk has it.
    public CodeSpace Space => _space ??= PriorSpace.Of(prior, labels.Names, network.Latent, sphere: 0);

    public Tensor Codes(int seed, int first, int? label) => prior.Codes(seed, first, label, network.Latent, fitted: !prior.IsEmpty);

    public void Decode(Tensor codes, IReadOnlyList<Chance> chances, int needed, Stream output, CancellationToken cancel)
    {
        using var unwatched = inference_mode();
        Write(new TokenChoice(TokenChoice.StandardTemperature, TokenChoice.StandardTopP), "", codes.to(device), chances, needed, output, cancel);
    }

    public void Draw(DrawOrder order, Stream output, CancellationToken cancel)
    {
        var asked = order.As<TextVaeDraw>();
        var choice = new TokenChoice(asked.Temperature, asked.TopP);
        var prefix = Fitting("prefix", asked.Prefix);
        var fitted = prior.IsWanted(order);
        var label = order.LabelIndex(labels.Names);
        using var unwatched = inference_mode();
        using var outer = NewDisposeScope();
        var line = Line(Fitting("from", asked.From), Fitting("to", asked.To));
        for (var first = 0; first < order.Count; first += DrawOrder.ChunkSize)
        {
            using var scope = NewDisposeScope();
            var codes = line?.Codes(first, order.Count) ?? prior.Codes(order.Seed, first, label, network.Latent, fitted).to(device);
            var needed = Math.Min(DrawOrder.ChunkSize, order.Count - first);

            // Along a line only the code moves: the chances are those of the first example.
            var chances = line is null ? Chance.Row(order.Seed, first, DrawOrder.ChunkSize) : [.. Enumerable.Repeat(new Chance(order.Seed, 0), DrawOrder.ChunkSize)];
            Write(choice, prefix, codes, chances, needed, output, cancel);
        }
    }

    public void Rebuild(Tensor examples, Stream output)
    {
        using var scope = NewDisposeScope();
        var count = (int)examples.shape[0];
        var codes = network.Encode(Read(examples)).Mean;
        Write(TokenChoice.Likeliest, "", codes, new Chance[count], count, output, CancellationToken.None);
    }

    public (Tensor Mean, Tensor LogVariance) Encode(Tensor examples)
    {
        using var scope = NewDisposeScope();
        var (mean, logVariance) = network.Encode(Read(examples));
        return (mean.cpu().MoveToOuterDisposeScope(), logVariance.cpu().MoveToOuterDisposeScope());
    }

    public Tensor LogLikelihood(Tensor examples, Tensor codes)
    {
        using var scope = NewDisposeScope();
        var tokens = Read(examples);
        return TextLoss.LogLikelihoods(network.Decode(tokens.Inputs, codes.to(device)), tokens.Targets, examples.shape[0]).cpu().MoveToOuterDisposeScope();
    }

    public void Dispose()
    {
        if (owned)
        {
            network.Dispose();
            vocabulary.Dispose();
        }
    }

    private TokenBatch Read(Tensor examples) =>
        TokenBatch.Of([.. TextRows.Read(examples).Select(t => CharacterTokens.Split(vocabulary, t))], device);

    private void Write(
        TokenChoice choice, string prefix, Tensor codes, IReadOnlyList<Chance> chances, int needed, Stream output, CancellationToken cancel)
    {
        var steps = network.Steps(codes);
        var texts = TextWriting.Write(
            vocabulary, choice, prefix, CharacterTokens.Split(vocabulary, prefix), [.. chances.Select(c => NoiseRows.Walk(c.Seed, c.Index))], needed,
            form.MaxBytes, last => network.Next(steps.Read(last.to(device))), cancel);
        var bytes = new byte[form.MaxBytes];
        foreach (var text in texts)
        {
            TextBytes.Write(text, bytes);
            output.Write(bytes);
        }
    }

    private CodeLine? Line(string from, string to)
    {
        if (from.Length == 0 && to.Length == 0)
        {
            return null;
        }

        if (from.Length == 0 || to.Length == 0)
        {
            throw new RecipeException("draw.lineNeedsTwoTexts");
        }

        var texts = new[] { from, to }.Select(t => CharacterTokens.Split(vocabulary, t)).ToList();
        return new CodeLine(network.Encode(TokenBatch.Of(texts, device)).Mean);
    }

    private string Fitting(string name, string typed)
    {
        var text = TextBytes.Tidy(typed);
        return Encoding.UTF8.GetByteCount(text) <= form.MaxBytes ? text : throw new RecipeException("draw.textTooLong", name, form.MaxBytes);
    }
}
