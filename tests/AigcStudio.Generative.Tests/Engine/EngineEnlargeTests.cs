using AigcStudio.Core;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Gallery;
using AigcStudio.Generative.Models;
using AigcStudio.Generative.Tests.Runs;
using Xunit;

namespace AigcStudio.Generative.Tests.Engine;

/// <summary>Enlarging in the real process.</summary>
public sealed class EngineEnlargeTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("enlarge-").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Pictures_of_any_size_and_colour_come_back_four_times_as_large_each_as_bright_as_it_was()
    {
        var request = Request("ImageUpscale", new ImageForm(3, 21, 70), count: 2);
        File.WriteAllBytes(request.InputPath, [.. Enumerable.Repeat((byte)200, request.Form.ExampleBytes), .. Enumerable.Repeat((byte)40, request.Form.ExampleBytes)]);
        await using var child = await EngineChild.StartAsync(new HeardEvents(), Cancel);

        var outcome = await child.Service.EnlargeAsync(request, Cancel);

        Assert.Equal((new ImageForm(3, 84, 280), 10), (outcome.Form, outcome.Step));
        var large = await File.ReadAllBytesAsync(request.OutputPath, Cancel);
        Assert.Equal(2 * outcome.Form.ExampleBytes, large.Length);
        var (bright, dark) = (large.Take(outcome.Form.ExampleBytes).Average(b => b), large.Skip(outcome.Form.ExampleBytes).Average(b => b));
        Assert.True(bright - dark > 80, $"{bright} {dark}");
    }

    [Fact]
    public async Task A_model_that_draws_refuses_to_enlarge_in_words()
    {
        var request = Request("ImageVae", new ImageForm(1, 8, 8), count: 1);
        File.WriteAllBytes(request.InputPath, new byte[64]);
        await using var child = await EngineChild.StartAsync(new HeardEvents(), Cancel);

        var refusal = await Assert.ThrowsAnyAsync<Exception>(() => child.Service.EnlargeAsync(request, Cancel));

        Assert.Contains("enlarge.otherModel", refusal.ToString(), StringComparison.Ordinal);
    }

    private EnlargeRequest Request(string family, ImageForm form, int count)
    {
        var heard = new HeardEvents();
        new TinyRun(ModelFamilies.Of(family), _folder) { Steps = 10 }.Go(heard);
        var file = heard.Checkpoints[^1].File;
        var hash = ContentHash.Of(File.ReadAllBytes(file));
        return new EnlargeRequest(file, hash, Path.Combine(_folder, "small"), form, count, Path.Combine(_folder, "large"), "cpu");
    }
}
