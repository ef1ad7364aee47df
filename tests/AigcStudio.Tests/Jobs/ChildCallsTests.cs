using System.Text.Json.Nodes;
using AigcStudio.Core;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Gallery;
using AigcStudio.Core.Runs;
using AigcStudio.Web.Jobs;
using Nerdbank.Streams;
using StreamJsonRpc;
using Xunit;

namespace AigcStudio.Tests.Jobs;

public sealed class ChildCallsTests
{
    [Fact]
    public async Task A_draw_carries_hash_and_form_over_the_wire()
    {
        var (ours, theirs) = FullDuplexStream.CreatePair();
        var engine = new EchoingEngine();
        using var server = new JsonRpc(new HeaderDelimitedMessageHandler(theirs, theirs, new SystemTextJsonFormatter()));
        server.AddLocalRpcTarget<IEngine>(engine, null);
        server.StartListening();
        using var client = new JsonRpc(new HeaderDelimitedMessageHandler(ours, ours, new SystemTextJsonFormatter()));
        var calls = ChildCalls.Over(client.Attach<IEngine>(), new TaskCompletionSource<ChildExit>().Task);
        client.StartListening();
        var request = new DrawRequest("/c", ContentHash.Of("c"u8), 3, 7, "cat", new JsonObject { ["temperature"] = 0.5 }, "/o", "cpu");

        var outcome = await calls.DrawAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(new DrawOutcome(new ImageForm(3, 64, 32), 3, 100, 0.25), outcome);
        Assert.Equal(request.CheckpointHash, engine.Asked!.CheckpointHash);
        Assert.Equal("{\"temperature\":0.5}", engine.Asked.Settings.ToJsonString());
    }

    private sealed class EchoingEngine : MuteEngine
    {
        public DrawRequest? Asked { get; private set; }

        public override Task<DrawOutcome> DrawAsync(DrawRequest request, CancellationToken cancel)
        {
            Asked = request;
            return Task.FromResult(new DrawOutcome(new ImageForm(3, 64, 32), request.Count, 100, 0.25));
        }
    }
}
