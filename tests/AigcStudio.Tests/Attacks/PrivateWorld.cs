using AigcStudio.Core;
using AigcStudio.Core.Accounts;
using AigcStudio.Core.Datasets;
using AigcStudio.Core.Jobs;
using AigcStudio.Core.Notifications;
using AigcStudio.Core.Runs;
using AigcStudio.Data;
using AigcStudio.Data.Accounts;
using AigcStudio.Data.Boards;
using AigcStudio.Data.Datasets;
using AigcStudio.Data.Evaluation;
using AigcStudio.Data.Gallery;
using AigcStudio.Data.Models;
using AigcStudio.Data.Notifications;
using AigcStudio.Data.Reviews;
using AigcStudio.Data.Runs;

namespace AigcStudio.Tests.Attacks;

/// <summary>
/// A workspace made up by dice: of every kind of thing many, each somebody's, private or shared, and each with a word of its own in all that
/// people wrote into it, so that a leak is found by looking for the word.
/// </summary>
internal sealed partial class PrivateWorld(IReadOnlyList<Guid> people, string blob, string words, int seed)
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    private readonly Random _dice = new(seed);
    private readonly List<object> _rows = [];
    private int _made;

    /// <summary>Everything there is, as it was made.</summary>
    public IReadOnlyList<Thing> Things => _things;

    private readonly List<Thing> _things = [];

    public async Task SaveAsync(StudioDb db, CancellationToken cancel)
    {
        db.AddRange(_rows);
        await db.SaveChangesAsync(cancel);
    }

    public PrivateWorld Build()
    {
        for (var d = 0; d < 6; d++)
        {
            BuildDataset();
        }

        for (var b = 0; b < 6; b++)
        {
            BuildBoard(null, Person(), 1);
        }

        foreach (var person in people)
        {
            BuildOwn(person);
        }

        return this;
    }

    private void BuildDataset()
    {
        var dataset = Owned("dataset", null, (id, owner, shown, word) => new Dataset
        {
            Id = id,
            OwnerId = owner,
            Visibility = shown,
            Name = word,
            RightsStatement = $"By {word}",
            Modality = Modality.Image,
            CreatedAt = Noon,
            TrashedAt = Trash(),
        });
        var file = Part("file", dataset, (id, word) => new DatasetFile { Id = id, DatasetId = dataset.Id, Name = $"{word}.png", Length = 3, Received = 3, CreatedAt = Noon });
        _rows.Add(file);
        for (var v = 1; v <= _dice.Next(1, 3); v++)
        {
            var number = v;
            var version = Part("version", dataset, (id, word) => new DatasetVersion
            {
                Id = id,
                DatasetId = dataset.Id,
                Number = number,
                Count = 1,
                Labels = [word],
                CreatedAt = Noon,
                FrozenAt = Noon,
                Colour = true,
                TypicalWidth = 4,
                TypicalHeight = 4,
            });
            var id = _things[^1].Id;
            _rows.Add(version);
            _rows.Add(new Item { VersionId = id, Index = 0, BlobHash = blob, Name = _things[^1].Word, Label = 0, Width = 4, Height = 4 });
            var made = _things[^1];
            for (var r = 0; r < _dice.Next(1, 3); r++)
            {
                BuildRun(made);
            }
        }
    }

    private void BuildRun(Thing version)
    {
        var run = Owned("run", version, (id, owner, shown, word) => new Run
        {
            Id = id,
            OwnerId = owner,
            Visibility = shown,
            Name = word,
            DatasetVersionId = version.Id,
            FamilyId = "ImageGan",
            Preset = "quick",
            Settings = "{}",
            Form = """{"kind":"image","Channels":1,"Height":4,"Width":4}""",
            State = RunState.Finished,
            Steps = 9,
            Step = 9,
            CreatedAt = Noon,
            TrashedAt = Trash(),
        });
        _rows.Add(new RunPoint { RunId = run.Id, Series = "loss", Step = 1, Value = 0.25 });
        _rows.Add(new RunSample { RunId = run.Id, Step = 1, BlobHash = blob, Count = 1, Columns = 1, At = Noon });
        _rows.Add(new RunLine { RunId = run.Id, Sequence = 1, At = Noon, Sentence = Said.Of("notices.unread", run.Word) });
        var checkpoint = Part("checkpoint", run, (id, _) => new Checkpoint { Id = id, RunId = run.Id, Step = 9, BlobHash = blob, Bytes = 3, At = Noon });
        _rows.Add(checkpoint);
        var step = _things[^1];
        BuildJob(JobKind.Train, run);
        var model = Owned("model", run, (id, owner, shown, word) => new Model
        {
            Id = id,
            OwnerId = owner,
            Visibility = shown,
            Name = word,
            RunId = run.Id,
            CheckpointId = step.Id,
            PublishedAt = Noon,
            TrashedAt = Trash(),
        });
        var evaluation = Part("evaluation", model, (id, _) => new ModelEvaluation { Id = id, ModelId = model.Id, OwnerId = model.OwnerId, Count = 32, CreatedAt = Noon });
        _rows.Add(evaluation);
        BuildJob(JobKind.Evaluate, _things[^1]);
        BuildGeneration(run, step, model);
    }

    private void BuildGeneration(Thing run, Thing checkpoint, Thing model)
    {
        var generation = Owned("generation", model, (id, owner, _, word) => new Generation
        {
            Id = id,
            OwnerId = owner,
            RunId = run.Id,
            CheckpointId = checkpoint.Id,
            ModelId = model.Id,
            Count = 3,
            Settings = "{}",
            CreatedAt = Noon,
            EndedAt = Noon,
            Label = word,
        }, always: Visibility.Private);
        BuildJob(JobKind.Draw, generation);
        for (var i = 0; i < 3; i++)
        {
            var index = i;
            var kind = (Modality)_dice.Next(3);
            var artifact = Owned("artifact", generation, (id, owner, shown, word) => new Artifact
            {
                Id = id,
                OwnerId = owner,
                Visibility = shown,
                Label = word,
                Opening = kind == Modality.Text ? word : null,
                Modality = kind,
                Length = kind == Modality.Image ? 0 : 900,
                BlobHash = kind == Modality.Text ? words : blob,
                Width = 4,
                Height = 4,
                GenerationId = generation.Id,
                Index = index,
                RunId = run.Id,
                CheckpointId = checkpoint.Id,
                ModelId = model.Id,
                Step = 9,
                CreatedAt = Noon,
                TrashedAt = Trash(),
                RatingCount = 1,
                Stars = 3,
            });
            BuildReviews(artifact, kind);
        }
    }

    private void BuildReviews(Thing artifact, Modality kind)
    {
        var reviewer = Person();
        _rows.Add(Part("comment", artifact, (id, word) => new ReviewComment
        {
            Id = id,
            ArtifactId = artifact.Id,
            PersonId = reviewer,
            Text = word,
            X = kind == Modality.Image ? 0.5 : null,
            Y = kind == Modality.Image ? 0.5 : null,
            CreatedAt = Noon,
        }));
        _rows.Add(new Rating { ArtifactId = artifact.Id, PersonId = reviewer, Stars = 3, At = Noon });
        _rows.Add(Part("review", artifact, (id, word) => new Review { Id = id, ArtifactId = artifact.Id, PersonId = reviewer, Comment = word, At = Noon }));
        _rows.Add(Part("link", artifact with { OwnerId = reviewer, Shown = Visibility.Private }, (id, word) => new GuestLink
        {
            Id = id,
            Title = word,
            CreatedById = reviewer,
            SecretHash = word,
            CreatedAt = Noon,
            ExpiresAt = Noon.AddYears(1),
        }));
        var link = _things[^1];
        _rows.Add(new GuestLinkItem { LinkId = link.Id, ArtifactId = artifact.Id });
        _rows.Add(Part("guest", artifact, (id, word) => new Guest { Id = id, LinkId = link.Id, Name = word, TokenHash = word, At = Noon }));
        _rows.Add(new GuestRating { GuestId = _things[^1].Id, ArtifactId = artifact.Id, Stars = 2, Words = _things[^1].Word, At = Noon });
    }

    private void BuildBoard(Thing? parent, Guid owner, int depth)
    {
        var board = Owned("board", null, (id, by, shown, word) => new Board { Id = id, OwnerId = by, Visibility = shown, Name = word, ParentId = parent?.Id, CreatedAt = Noon }, owner: owner);
        foreach (var artifact in _things.Where(t => t.Kind == "artifact" && _dice.Next(4) == 0).ToList())
        {
            _rows.Add(new BoardItem { BoardId = board.Id, ArtifactId = artifact.Id, Place = _made });
        }

        if (depth < 3)
        {
            BuildBoard(board, owner, depth + 1);
        }
    }

    // What is a person's own and never shown to others.
    private void BuildOwn(Guid person)
    {
        var own = new Thing("person", person, person, Visibility.Private, "", null);
        _rows.Add(Part("key", own, (id, word) => new ApiKey
        {
            Id = id,
            OwnerId = person,
            Name = word,
            SecretHash = word,
            Prefix = "aigc_x",
            CreatedAt = Noon,
            ExpiresAt = Noon.AddYears(9),
        }));
        _rows.Add(Part("signIn", own, (id, word) => new SignIn { Id = id, PersonId = person, Agent = word, Address = word, At = DateTimeOffset.MaxValue, SeenAt = DateTimeOffset.MaxValue }));
        _rows.Add(Part("invitation", own, (id, word) => new Invitation { Id = id, TokenHash = word, InvitedById = person, CreatedAt = Noon, ExpiresAt = Noon.AddYears(9) }));
        _rows.Add(Part("notice", own, (id, word) => new Notice
        {
            Id = id,
            PersonId = person,
            Key = word,
            Kind = NoticeKind.RunEnded,
            Sentence = Said.Of("notices.unread", word),
            Link = $"/runs/{word}",
            At = Noon,
        }));
        _rows.Add(Part("request", own, (id, word) => new ReviewRequest { Id = id, AskedById = person, Note = word, CreatedAt = Noon }));
        _rows.Add(new ReviewRequestPerson { RequestId = _things[^1].Id, PersonId = person });
        _rows.Add(new ReviewRequestItem { RequestId = _things[^1].Id, ArtifactId = _things.First(t => t.Kind == "artifact").Id });
    }
}
