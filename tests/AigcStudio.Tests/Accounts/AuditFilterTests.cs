using AigcStudio.Data.Accounts;
using AigcStudio.Tests.Storage;
using AigcStudio.Web.Accounts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace AigcStudio.Tests.Accounts;

public sealed class AuditFilterTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Entries_are_found_by_person_act_day_and_words()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2030, 1, 1, 12, 0, 0, TimeSpan.Zero));
        await using var studio = await TemporaryStudio.OpenAsync(s => s.AddSingleton<TimeProvider>(clock));
        var log = studio.Services.GetRequiredService<AuditLog>();
        var ada = Guid.CreateVersion7();
        await log.WriteAsync(ada, "job.front", "job:1", "rank:0", Cancel);
        clock.Advance(TimeSpan.FromDays(2));
        await log.WriteAsync(null, "storage.cleaned", "cleanUp:2", "Trash", Cancel);

        Assert.Equal(["job.front"], await ActsAsync(new AuditFilter(PersonId: ada)));
        Assert.Equal(["storage.cleaned"], await ActsAsync(new AuditFilter(Act: "storage.cleaned")));
        Assert.Equal(["storage.cleaned"], await ActsAsync(new AuditFilter(Since: clock.GetUtcNow().AddDays(-1))));
        Assert.Equal(["job.front"], await ActsAsync(new AuditFilter(Until: clock.GetUtcNow().AddDays(-1))));
        Assert.Equal(["job.front"], await ActsAsync(new AuditFilter(Search: "rank")));
        Assert.Equal(["job.front", "storage.cleaned"], await log.ActsAsync(Cancel));

        async Task<IEnumerable<string>> ActsAsync(AuditFilter filter) => (await log.ListAsync(filter, null, 10, Cancel)).Select(e => e.Act);
    }

    [Theory]
    [InlineData("plain", "\"plain\"")]
    [InlineData("=HYPERLINK(\"http://x\")", "\"'=HYPERLINK(\"\"http://x\"\")\"")]
    [InlineData("+1", "\"'+1\"")]
    [InlineData("-1", "\"'-1\"")]
    [InlineData("@sum", "\"'@sum\"")]
    [InlineData("\tcmd", "\"'\tcmd\"")]
    [InlineData("a,\nb", "\"a,\nb\"")]
    [InlineData("\n=1+1", "\"'\n=1+1\"")]
    [InlineData(" =1+1", "\"' =1+1\"")]
    [InlineData("\u200b=1+1", "\"'\u200b=1+1\"")]
    [InlineData("\uff1d1+1", "\"'\uff1d1+1\"")]
    [InlineData("\uff20sum", "\"'\uff20sum\"")]
    public void No_cell_is_a_formula(string text, string cell) => Assert.Equal(cell, AuditCsv.Cell(text));
}
