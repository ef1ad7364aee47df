using System.Text.Json.Nodes;
using AigcStudio.Core;
using AigcStudio.Core.Accounts;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Runs;
using AigcStudio.Data.Runs;
using AigcStudio.Web.Shell;

namespace AigcStudio.Web.Runs;

/// <summary>A run as the API tells it: the row, flat, with its sentences in the caller's language.</summary>
public sealed record RunAnswer(
    Guid Id,
    string Name,
    Guid OwnerId,
    string OwnerName,
    Visibility Visibility,
    Guid DatasetId,
    string DatasetName,
    Guid DatasetVersionId,
    int DatasetVersion,
    string FamilyId,
    string Preset,
    int Seed,
    JsonNode? Settings,
    double? BudgetMinutes,
    ExampleForm Form,
    RunState State,
    int Step,
    int Steps,
    double? SecondsLeft,
    double SecondsPerStep,
    double ExamplesPerSecond,
    string Device,
    long Parameters,
    long ResidentBytes,
    long? DeviceBytes,
    SaidAnswer? Health,
    int Worry,
    SaidAnswer? Failure,
    long LastSequence,
    Guid? JobId,
    int Attempt,
    IReadOnlyList<Guid> Models,
    DateTimeOffset CreatedAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? EndedAt,
    DateTimeOffset? TrashedAt)
{
    public static RunAnswer Of(RunDetail run, Texts texts) => new(
        run.Card.Id,
        run.Card.Name,
        run.Card.OwnerId,
        run.Card.OwnerName,
        run.Card.Visibility,
        run.Card.DatasetId,
        run.Card.DatasetName,
        run.Card.DatasetVersionId,
        run.Card.DatasetVersion,
        run.Card.FamilyId,
        run.Card.Preset,
        run.Seed,
        JsonNode.Parse(run.Settings),
        run.BudgetMinutes,
        run.Form,
        run.Card.State,
        run.Card.Step,
        run.Card.Steps,
        run.Card.SecondsLeft,
        run.SecondsPerStep,
        run.Card.ExamplesPerSecond,
        run.Device,
        run.Parameters,
        run.ResidentBytes,
        run.DeviceBytes,
        SaidAnswer.Of(run.Card.Health, texts),
        run.Card.Worry,
        SaidAnswer.Of(run.Failure, texts),
        run.LastSequence,
        run.JobId,
        run.Attempt,
        run.Models,
        run.Card.CreatedAt,
        run.Card.StartedAt,
        run.Card.EndedAt,
        run.TrashedAt);
}

/// <summary>Something said, for a program and for a person.</summary>
/// <param name="Sentence">In the language of the request.</param>
public sealed record SaidAnswer(string Code, IReadOnlyList<string> Arguments, string Sentence)
{
    public static SaidAnswer? Of(Said? said, Texts texts) => said is null ? null : new(said.Code, said.Arguments, texts[said]);
}
