using AigcStudio.Core.Datasets;
using AigcStudio.Core.Gallery;
using AigcStudio.Core.Runs;
using AigcStudio.Tests.Jobs;

namespace AigcStudio.Tests.Models.Play;

/// <summary>An Engine whose example is the first number of its code: a picture of one grey, or a text that says it.</summary>
internal class CodeEngine : MuteEngine
{
    public ExampleForm Form { get; set; } = new ImageForm(1, 4, 4);

    public List<DecodeRequest> Asked { get; } = [];

    public override Task<EngineGreeting> GreetAsync(CancellationToken cancel) =>
        Task.FromResult(new EngineGreeting("0", "cpu", 1, [new EngineDevice("cpu", "processor", 1)]));

    public override Task<SpaceOutcome> SpaceAsync(SpaceRequest request, CancellationToken cancel) => Task.FromResult(
        new SpaceOutcome(Form, 2, [new SpaceDirection(null, 0.75), new SpaceDirection("cup", 0)], ["cup"], [new SpaceItem(4, 0, 0.5, -1)], Encodes: true));

    public override async Task<DecodeOutcome> DecodeAsync(DecodeRequest request, CancellationToken cancel)
    {
        Asked.Add(request);
        var numbers = request.Way is { } way
            ? way.Ways.Select(w => CodeText.Read(way.Stops[(int)w].Code)[0])
            : Enumerable.Range(request.Sheet!.First, request.Sheet.Count).Select(i => (float)i);
        List<PlayCode> codes = [.. numbers.Select((n, i) => new PlayCode(CodeText.Write([n, 0]), 1, i))];
        await File.WriteAllBytesAsync(request.OutputPath, [.. codes.SelectMany(c => Example((byte)CodeText.Read(c.Code)[0]))], cancel);
        return new DecodeOutcome(Form, codes.Count, 700, [.. codes.Select((_, i) => new PlacePoint(i, 0))], request.WithCodes ? codes : [], 0.1);
    }

    private byte[] Example(byte number) => Form is TextForm text
        ? [.. System.Text.Encoding.UTF8.GetBytes($"say {number}"), .. new byte[text.MaxBytes - $"say {number}".Length]]
        : [.. Enumerable.Repeat(number, Form.ExampleBytes)];
}
