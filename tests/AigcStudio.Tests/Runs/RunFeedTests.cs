using System.Globalization;
using AigcStudio.Core.Runs;
using AigcStudio.Data.Jobs;
using AigcStudio.Web.Runs;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace AigcStudio.Tests.Runs;

public sealed class RunFeedTests
{
    private static readonly Guid Run = Guid.Parse("00000000-0000-0000-0000-000000000001");
    private static readonly Guid Other = Guid.Parse("00000000-0000-0000-0000-000000000002");

    private readonly FakeTimeProvider _clock = new();
    private readonly RunFeed _feed;

    public RunFeedTests() => _feed = new RunFeed(_clock);

    [Fact]
    public async Task A_watcher_hears_its_run_and_no_other()
    {
        var heard = new Heard();
        using var watching = _feed.Watch(Run, heard.HearAsync);
        _feed.Publish(Other, Meters(1));
        _feed.Publish(Run, Meters(2));
        var news = await heard.NextAsync();
        Assert.Equal((Run, 2L), (news.RunId, Assert.Single(news.Events).Sequence));
    }

    [Fact]
    public async Task A_page_hears_in_the_language_it_was_opened_in()
    {
        var heardIn = new TaskCompletionSource<string>();
        var rangIn = "";
        var bell = new JobBell();
        IDisposable? watching = null;
        await InAsync("zh-Hans", () =>
        {
            watching = _feed.Watch(Run, _ => Task.FromResult(heardIn.TrySetResult(CultureInfo.CurrentUICulture.Name)));
            bell.Rang += _ => rangIn = CultureInfo.CurrentUICulture.Name;
        });
        await InAsync("en", () =>
        {
            _feed.Publish(Run, Meters(1));
            bell.Ring(Run);
        });
        Assert.Equal(("zh-Hans", "zh-Hans"), (await heardIn.Task, rangIn));
        watching!.Dispose();

        static Task InAsync(string tag, Action act) => Task.Run(() =>
        {
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(tag);
            act();
        });
    }

    [Fact]
    public async Task Of_a_thousand_events_within_one_beat_the_latest_is_told()
    {
        var heard = new Heard();
        using var watching = _feed.Watch(Run, heard.HearAsync);
        _feed.Publish(Run, Meters(1));
        await heard.NextAsync();
        for (var i = 2; i <= 1000; i++)
        {
            _feed.Publish(Run, Meters(i));
        }

        Assert.Equal(0, heard.Waiting);
        _clock.Advance(TimeSpan.FromMilliseconds(250));
        Assert.Equal(1000, Assert.Single((await heard.NextAsync()).Events).Sequence);
    }

    [Fact]
    public async Task A_watcher_that_never_returns_holds_up_nobody_else()
    {
        using var stuck = _feed.Watch(Run, _ => new TaskCompletionSource().Task);
        var heard = new Heard();
        using var watching = _feed.Watch(Run, heard.HearAsync);
        for (var i = 1; i <= 20; i++)
        {
            _feed.Publish(Run, Meters(i));
            Assert.Equal(i, (await heard.NextAsync()).Events[0].Sequence);
            _clock.Advance(TimeSpan.FromMilliseconds(250));
        }
    }

    [Fact]
    public async Task A_watcher_that_throws_or_leaves_is_forgotten()
    {
        var called = new TaskCompletionSource();
        using var broken = _feed.Watch(Run, _ =>
        {
            called.TrySetResult();
            throw new InvalidOperationException("The page is gone.");
        });
        _feed.Watch(Run, _ => Task.CompletedTask).Dispose();
        _feed.Publish(Run, Meters(1));
        await called.Task;
        await UntilAsync(() => _feed.Watchers == 0);
    }

    private static RunEvent Meters(long sequence) => new(sequence, default, new MetersReported((int)sequence, 1, 1, null));

    private static Task UntilAsync(Func<bool> reached) =>
        Wait.UntilAsync(() => Task.FromResult(reached()), TestContext.Current.CancellationToken);

    private sealed class Heard
    {
        private readonly System.Threading.Channels.Channel<RunNews> _news = System.Threading.Channels.Channel.CreateUnbounded<RunNews>();

        public int Waiting => _news.Reader.Count;

        public Task HearAsync(RunNews news) => _news.Writer.WriteAsync(news).AsTask();

        public async Task<RunNews> NextAsync() => await _news.Reader.ReadAsync(TestContext.Current.CancellationToken);
    }
}
