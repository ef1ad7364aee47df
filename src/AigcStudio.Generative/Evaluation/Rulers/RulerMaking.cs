using System.Text.Json;
using System.Text.Json.Nodes;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Evaluation;
using AigcStudio.Core.Models;
using AigcStudio.Generative.Datasets;
using AigcStudio.Generative.Models;
using AigcStudio.Generative.Runs;
using static TorchSharp.torch;

namespace AigcStudio.Generative.Evaluation.Rulers;

/// <summary>Makes a ruler: trains it on the items that models learn from, asks it about those that are held out, and tries it on planted harm.</summary>
internal static class RulerMaking
{
    private const int Seed = 1;
    private const int Steps = 600;
    private const int BatchSize = 64;
    private const double Rate = 2e-3;

    // So many batches without a mistake: there is nothing more to learn.
    private const int Faultless = 40;
    private const string CardKey = "card";

    internal static void Make(string path, IExampleStore store, CancellationToken cancel)
    {
        using var scope = NewDisposeScope();
        using var random = new Generator(Seed, CPU);
        using var inputs = new RulerInputs(store.Form);
        var task = RulerTask.Of(store);
        using var network = new RulerNetwork(inputs.Planes, task.Classes);
        FirstWeights.Fill(network, "glorot", random);
        if (task.Id != "none")
        {
            Train(network, inputs, task, store, cancel);
        }

        FitScale(network, inputs, store);
        var (accuracy, chance) = Judge(network, inputs, task, store);
        var card = new RulerCard(task.Id == "none" ? "random" : "local", "", task.Id, accuracy, chance, []);

        // Two evaluations may make the same ruler at once: each in a file of its own, and only a proven one takes the name.
        var own = $"{path}.{Environment.ProcessId}";
        try
        {
            Write(own, network, store, card);
            using (var unproven = Ruler.Open(own, store))
            {
                Write(own, network, store, card with { Trials = RulerTrials.Of(unproven, store, cancel) });
            }

            File.Move(own, path, overwrite: true);
        }
        finally
        {
            File.Delete(own);
        }
    }

    internal static RulerCard CardOf(CheckpointHead head) => JsonSerializer.Deserialize<RulerCard>((string)head.Settings[CardKey]!)!;

    private static void Write(string path, RulerNetwork network, IExampleStore store, RulerCard card)
    {
        var recipe = new Recipe("Ruler", Seed, Steps, new JsonObject { [CardKey] = JsonSerializer.Serialize(card) });
        var head = new CheckpointHead(recipe, store.Form, LabelBook.Of(store), Steps, 0, 0, new Dictionary<string, LossSum>());
        CheckpointFile.Write(path, head, [.. NamedTensor.Of("ruler", network)]);
    }

    private static void Train(RulerNetwork network, RulerInputs inputs, RulerTask task, IExampleStore store, CancellationToken cancel)
    {
        var reader = new BatchReader(store, Math.Min(BatchSize, store.Count), Seed, CPU);
        Tensor[] weights = [.. network.parameters()];
        using var adam = new Adam("adam", weights);
        var faultless = 0;
        for (var step = 1; step <= Steps && faultless < Faultless; step++)
        {
            cancel.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            var batch = reader.Next();
            var (asked, answers) = task.Ask(inputs.Of(batch.Examples), batch.Labels, step);
            var asks = answers.ge(0);
            if (!asks.any().item<bool>())
            {
                // Where few items are labelled, whole batches are not: their mean is over nothing.
                continue;
            }

            var said = network.call(asked);
            var loss = nn.functional.cross_entropy(said, answers, ignore_index: -100);
            faultless = said.argmax(1).eq(answers).logical_or(asks.logical_not()).all().item<bool>() ? faultless + 1 : 0;
            adam.Update(autograd.grad([loss], weights), step, LearningRates.Cosine(Rate, step, Steps));
        }
    }

    private static void FitScale(RulerNetwork network, RulerInputs inputs, IExampleStore store)
    {
        using var scope = NewDisposeScope();
        using var unwatched = no_grad();
        var items = Enumerable.Range(0, store.Count).Where(i => !store.IsHeldOut(i)).Take(2000);
        network.FitScale([.. items.Chunk(256).Select(chunk => network.Features(inputs.Of(ExampleSet.Of(store, chunk).Bytes)))]);
    }

    // On held-out items; where none are held out, there is nothing to say.
    private static (double? Accuracy, double Chance) Judge(RulerNetwork network, RulerInputs inputs, RulerTask task, IExampleStore store)
    {
        if (task.Id == "none")
        {
            return (null, 1);
        }

        using var scope = NewDisposeScope();
        using var unwatched = no_grad();
        network.eval();
        var items = Enumerable.Range(0, store.Count).Where(store.IsHeldOut).Where(i => task.Id != "labels" || store.LabelOf(i) >= 0).Take(2000).ToList();
        if (items.Count == 0)
        {
            return (null, 1.0 / task.Classes);
        }

        var right = 0L;
        foreach (var chunk in items.Chunk(256))
        {
            using var inner = NewDisposeScope();
            var labels = tensor(chunk.Select(i => (long)store.LabelOf(i)).ToArray());
            var (asked, answers) = task.Ask(inputs.Of(ExampleSet.Of(store, chunk).Bytes), labels, first: 0);
            right += network.call(asked).argmax(1).eq(answers).sum().item<long>();
        }

        var counts = LabelBook.Of(store).Counts;
        var chance = task.Id == "labels" ? counts.Max() / (double)Math.Max(1, counts.Sum()) : 1.0 / task.Classes;
        return (right / (double)items.Count, chance);
    }
}
