using AigcStudio.Core.Accounts;
using AigcStudio.Data.Accounts;
using AigcStudio.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Xunit;

namespace AigcStudio.Tests.Accounts;

public sealed class VisitsTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 26, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task News_begin_where_the_visit_before_ended()
    {
        var clock = new FakeTimeProvider(Start);
        await using var studio = await TemporaryStudio.OpenAsync(services => services.AddSingleton<TimeProvider>(clock));
        var person = new Person { Id = Guid.CreateVersion7(), DisplayName = "Anna", Role = Role.Creator, CreatedAt = Start };
        await using (var db = await studio.DbAsync())
        {
            db.People.Add(person);
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }

        var visits = studio.Services.GetRequiredService<Visits>();
        Assert.Null(await NoteAsync(0));
        Assert.Null(await NoteAsync(20));
        Assert.Equal(Start.AddMinutes(20), await NoteAsync(51));
        Assert.Equal(Start.AddMinutes(20), await NoteAsync(29));
        Assert.Equal(Start.AddMinutes(100), await NoteAsync(31));

        // Within the minute nothing is written, so nobody waits for who writes.
        await using (var other = await studio.DbAsync())
        await using (await other.Database.BeginTransactionAsync(TestContext.Current.CancellationToken))
        {
            Assert.Equal(Start.AddMinutes(100), await NoteAsync(0).WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken));
        }

        Task<DateTimeOffset?> NoteAsync(int minutesLater)
        {
            clock.Advance(TimeSpan.FromMinutes(minutesLater));
            return visits.NoteAsync(person.Id, TestContext.Current.CancellationToken);
        }
    }
}
