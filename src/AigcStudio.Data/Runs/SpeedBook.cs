using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Data.Runs;

/// <summary>
/// Remembers what recipes cost on this host. A few steps on made-up examples say how long a run will take; the runs that
/// really ended say it better, for the same recipe by their mean and for its family by how much longer than planned they took.
/// </summary>
public sealed class SpeedBook(IDbContextFactory<StudioDb> databases, TimeProvider clock)
{
    // A mean over more would no longer notice that the host became another.
    private const int MostLivedSteps = 50_000;

    // Of a form's every position one is kept: those that never became a run go after a month.
    private static readonly TimeSpan KeptUnused = TimeSpan.FromDays(30);

    public async Task<MeasuredSpeed?> FindAsync(string key, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        return await db.MeasuredSpeeds.AsNoTracking().SingleOrDefaultAsync(s => s.Key == key, cancel);
    }

    /// <summary>Keeps what was measured; where somebody else measured it meanwhile, theirs stays.</summary>
    public async Task<MeasuredSpeed> KeepAsync(MeasuredSpeed measured, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        var old = clock.GetUtcNow() - KeptUnused;
        await db.MeasuredSpeeds.Where(s => s.Runs == 0 && s.MeasuredAt < old).ExecuteDeleteAsync(cancel);
        db.MeasuredSpeeds.Add(measured);
        try
        {
            await db.SaveChangesAsync(cancel);
            return measured;
        }
        catch (DbUpdateException)
        {
            return await FindAsync(measured.Key, cancel) ?? throw new InvalidOperationException($"The speed {measured.Key} is neither kept nor there.");
        }
    }

    /// <summary>A run of this recipe ended: what it really took goes into the mean, weighed by its steps.</summary>
    public async Task LearnAsync(string key, int steps, double seconds, CancellationToken cancel)
    {
        await using var db = await databases.CreateDbContextAsync(cancel);
        if (steps <= 0 || seconds <= 0 || await db.MeasuredSpeeds.SingleOrDefaultAsync(s => s.Key == key, cancel) is not { } speed)
        {
            return;
        }

        var before = Math.Min(speed.LivedSteps, MostLivedSteps);
        speed.LivedSecondsPerStep = (((speed.LivedSecondsPerStep ?? 0) * before) + seconds) / (before + steps);
        (speed.LivedSteps, speed.Runs, speed.LivedAt) = (before + steps, speed.Runs + 1, clock.GetUtcNow());
        await db.SaveChangesAsync(cancel);
    }

    /// <summary>How much longer than planned this family's runs took on a device: the median of the last twenty recipes, 1 where none ran.</summary>
    public async Task<double> StretchAsync(string familyId, string device, CancellationToken cancel)
    {
        const int Recipes = 20;
        await using var db = await databases.CreateDbContextAsync(cancel);
        var ratios = await db.MeasuredSpeeds
            .Where(s => s.FamilyId == familyId && s.Device == device && s.LivedSecondsPerStep != null && s.PlannedSecondsPerStep > 0)
            .OrderByDescending(s => s.LivedAt)
            .Take(Recipes)
            .Select(s => s.LivedSecondsPerStep!.Value / s.PlannedSecondsPerStep)
            .ToListAsync(cancel);
        return ratios.Count == 0 ? 1 : ratios.Order().ElementAt(ratios.Count / 2);
    }
}
