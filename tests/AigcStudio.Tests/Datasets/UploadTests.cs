using AigcStudio.Core.Accounts;
using AigcStudio.Core.Datasets;
using AigcStudio.Data.Datasets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Xunit;

namespace AigcStudio.Tests.Datasets;

public sealed class UploadTests
{
    private static readonly byte[] Bytes = [.. Enumerable.Range(0, 1_000_000).Select(i => (byte)(i * 7))];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_arrived_before_the_line_broke_is_kept_and_goes_on()
    {
        await using var bench = await ImportBench.OpenAsync();
        var dataset = await bench.CreateAsync();
        await Assert.ThrowsAsync<IOException>(() => bench.Uploads.ReceiveAsync(
            bench.Creator, dataset, "a.zip", 0, Bytes.Length, new BreakingBody(Bytes[..400_000]), Cancel));
        var part = Assert.Single(await bench.Uploads.ListAsync(bench.Creator, dataset, Cancel));
        Assert.Equal((400_000, 1_000_000, false), (part.Received, part.Length, part.IsComplete));

        var rest = new MemoryStream(Bytes, 400_000, 600_000);
        var whole = await bench.Uploads.ReceiveAsync(bench.Creator, dataset, "a.zip", 400_000, Bytes.Length, rest, Cancel);
        Assert.True(whole.IsComplete);
        Assert.Equal(Bytes, await File.ReadAllBytesAsync(Path.Combine(bench.Studio.Folders.Uploads, whole.Id.ToString("N")), Cancel));
    }

    [Fact]
    public async Task A_part_that_would_leave_a_hole_is_refused_with_the_place_to_go_on()
    {
        await using var bench = await ImportBench.OpenAsync();
        var dataset = await bench.CreateAsync();
        var refused = await Assert.ThrowsAsync<ImportException>(() =>
            bench.Uploads.ReceiveAsync(bench.Creator, dataset, "a.zip", 10, 100, new MemoryStream(new byte[90]), Cancel));
        Assert.Equal(("upload.goOnAt", 0L), (refused.Code, refused.Arguments[0]));
        Assert.Empty(await bench.Uploads.ListAsync(bench.Creator, dataset, Cancel));
    }

    [Fact]
    public async Task A_part_sent_twice_is_stored_once()
    {
        await using var bench = await ImportBench.OpenAsync();
        var dataset = await bench.CreateAsync();
        await bench.Uploads.ReceiveAsync(bench.Creator, dataset, "a", 0, 1_000, new MemoryStream(Bytes, 0, 600), Cancel);
        await bench.Uploads.ReceiveAsync(bench.Creator, dataset, "a", 300, 1_000, new MemoryStream(Bytes, 300, 300), Cancel);
        var whole = await bench.Uploads.ReceiveAsync(bench.Creator, dataset, "a", 600, 1_000, new MemoryStream(Bytes, 600, 400), Cancel);
        Assert.Equal(Bytes[..1_000], await File.ReadAllBytesAsync(Path.Combine(bench.Studio.Folders.Uploads, whole.Id.ToString("N")), Cancel));
    }

    [Fact]
    public async Task A_body_longer_than_announced_is_cut_off()
    {
        await using var bench = await ImportBench.OpenAsync();
        var dataset = await bench.CreateAsync();
        var refused = await Assert.ThrowsAsync<ImportException>(() =>
            bench.Uploads.ReceiveAsync(bench.Creator, dataset, "a", 0, 100, new MemoryStream(Bytes), Cancel));
        Assert.Equal("upload.longerThanSaid", refused.Code);
    }

    [Theory]
    [InlineData(100_001L)]
    [InlineData(null)]
    public async Task A_file_beyond_the_cap_is_refused_announced_or_not(long? announced)
    {
        await using var bench = await ImportBench.OpenAsync();
        bench.Studio.Services.GetRequiredService<IOptions<UploadLimits>>().Value.MaxFileBytes = 100_000;
        var dataset = await bench.CreateAsync();
        var refused = await Assert.ThrowsAsync<ImportException>(() =>
            bench.Uploads.ReceiveAsync(bench.Creator, dataset, "a", 0, announced, new MemoryStream(Bytes), Cancel));
        Assert.Equal("upload.tooLarge", refused.Code);
    }

    [Fact]
    public async Task Two_senders_of_one_file_do_not_mix()
    {
        await using var bench = await ImportBench.OpenAsync();
        var dataset = await bench.CreateAsync();
        var slow = new WaitingBody(Bytes);
        var first = bench.Uploads.ReceiveAsync(bench.Creator, dataset, "a", 0, Bytes.Length, slow, Cancel);
        await slow.Reached.Task;
        var refused = await Assert.ThrowsAsync<ImportException>(() =>
            bench.Uploads.ReceiveAsync(bench.Creator, dataset, "a", 0, 3, new MemoryStream([1, 2, 3]), Cancel));
        Assert.Equal("upload.busy", refused.Code);
        slow.GoOn.SetResult();
        Assert.True((await first).IsComplete);
        Assert.Equal(Bytes.Length, Assert.Single(await bench.Uploads.ListAsync(bench.Creator, dataset, Cancel)).Received);
    }

    [Fact]
    public async Task Without_room_on_the_disk_nothing_begins()
    {
        await using var bench = await ImportBench.OpenAsync();
        bench.Studio.Services.GetRequiredService<IOptions<UploadLimits>>().Value.ReserveBytes = long.MaxValue / 2;
        var dataset = await bench.CreateAsync();
        var refused = await Assert.ThrowsAsync<ImportException>(() => bench.UploadAsync(dataset, "a", [1]));
        Assert.Equal("upload.noRoom", refused.Code);
    }

    [Fact]
    public async Task Another_persons_dataset_does_not_exist()
    {
        await using var bench = await ImportBench.OpenAsync();
        var dataset = await bench.CreateAsync();
        var stranger = new Viewer(Guid.CreateVersion7(), Role.Creator);
        var reviewer = bench.Creator with { Role = Role.Reviewer };
        foreach (var viewer in new[] { stranger, reviewer })
        {
            var refused = await Assert.ThrowsAsync<RefusedException>(() =>
                bench.Uploads.ReceiveAsync(viewer, dataset, "a", 0, 1, new MemoryStream([1]), Cancel));
            Assert.Equal("refused.notFound", refused.Code);
        }
    }

    [Fact]
    public async Task A_start_gives_up_the_bytes_that_no_row_waits_for_and_no_others()
    {
        await using var bench = await ImportBench.OpenAsync();
        var dataset = await bench.CreateAsync();
        var waiting = await bench.UploadAsync(dataset, "a", [1, 2, 3]);
        var orphan = Path.Combine(bench.Studio.Folders.Uploads, Guid.CreateVersion7().ToString("N"));
        await File.WriteAllTextAsync(orphan, "left by a kill", Cancel);
        await bench.Studio.Services.GetServices<Microsoft.Extensions.Hosting.IHostedService>().OfType<UploadSweep>().Single().StartAsync(Cancel);
        Assert.Equal(waiting.Id.ToString("N"), Path.GetFileName(Assert.Single(Directory.EnumerateFiles(bench.Studio.Folders.Uploads))));
    }

    [Theory]
    [InlineData("")]
    [InlineData("../a")]
    [InlineData("a\nb")]
    [InlineData("\ud800")]
    public void A_bad_name_is_refused(string name) =>
        Assert.Equal("upload.badName", Assert.Throws<ImportException>(() => UploadName.Clean(name)).Code);

    [Theory]
    [InlineData("a\\b/./c.png", "a/b/c.png")]
    [InlineData("/x.png", "x.png")]
    [InlineData("Cafe\u0301.png", "Café.png")]
    public void A_name_is_composed(string name, string clean) => Assert.Equal(clean, UploadName.Clean(name));

    private sealed class BreakingBody(byte[] bytes) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            Position == Length ? throw new IOException("The line broke.") : base.ReadAsync(buffer, cancellationToken);
    }

    private sealed class WaitingBody(byte[] bytes) : MemoryStream(bytes)
    {
        public TaskCompletionSource Reached { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource GoOn { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Reached.TrySetResult();
            await GoOn.Task;
            return await base.ReadAsync(buffer, cancellationToken);
        }
    }
}
