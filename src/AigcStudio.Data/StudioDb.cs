using AigcStudio.Data.Accounts;
using AigcStudio.Data.Boards;
using AigcStudio.Data.Campaigns;
using AigcStudio.Data.Campaigns.Sets;
using AigcStudio.Data.Datasets;
using AigcStudio.Data.Evaluation;
using AigcStudio.Data.Gallery;
using AigcStudio.Data.Jobs;
using AigcStudio.Data.Models;
using AigcStudio.Data.Notifications;
using AigcStudio.Data.Recommendations;
using AigcStudio.Data.Reviews;
using AigcStudio.Data.Runs;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace AigcStudio.Data;

/// <summary>The studio's memory. Each table's configuration stands beside its feature.</summary>
public sealed class StudioDb(DbContextOptions<StudioDb> options) : IdentityUserContext<Person, Guid>(options)
{
    public DbSet<Person> People => Users;

    public DbSet<Invitation> Invitations => Set<Invitation>();

    public DbSet<ApiKey> ApiKeys => Set<ApiKey>();

    public DbSet<SignIn> SignIns => Set<SignIn>();

    public DbSet<AuditEntry> Audit => Set<AuditEntry>();

    public DbSet<AuditHead> AuditHeads => Set<AuditHead>();

    public DbSet<Workspace> Workspaces => Set<Workspace>();

    public DbSet<IdempotentReply> IdempotentReplies => Set<IdempotentReply>();

    public DbSet<Dataset> Datasets => Set<Dataset>();

    public DbSet<DatasetFile> DatasetFiles => Set<DatasetFile>();

    public DbSet<DatasetVersion> DatasetVersions => Set<DatasetVersion>();

    public DbSet<Item> Items => Set<Item>();

    public DbSet<Job> Jobs => Set<Job>();

    public DbSet<Run> Runs => Set<Run>();

    public DbSet<RunPoint> RunPoints => Set<RunPoint>();

    public DbSet<RunSample> RunSamples => Set<RunSample>();

    public DbSet<Checkpoint> Checkpoints => Set<Checkpoint>();

    public DbSet<RunLine> RunLines => Set<RunLine>();

    public DbSet<MeasuredSpeed> MeasuredSpeeds => Set<MeasuredSpeed>();

    public DbSet<Model> Models => Set<Model>();

    public DbSet<Generation> Generations => Set<Generation>();

    public DbSet<Artifact> Artifacts => Set<Artifact>();

    public DbSet<Board> Boards => Set<Board>();

    public DbSet<BoardItem> BoardItems => Set<BoardItem>();

    public DbSet<BoardTarget> BoardTargets => Set<BoardTarget>();

    public DbSet<Brand> Brands => Set<Brand>();

    public DbSet<Campaign> Campaigns => Set<Campaign>();

    public DbSet<CampaignReview> CampaignReviews => Set<CampaignReview>();

    public DbSet<Creative> Creatives => Set<Creative>();

    public DbSet<MatchedSet> MatchedSets => Set<MatchedSet>();

    public DbSet<ExportRecord> Exports => Set<ExportRecord>();

    public DbSet<Rating> Ratings => Set<Rating>();

    public DbSet<Review> Reviews => Set<Review>();

    public DbSet<ArtifactFeatures> ArtifactFeatures => Set<ArtifactFeatures>();

    public DbSet<HiddenRecommendation> HiddenRecommendations => Set<HiddenRecommendation>();

    public DbSet<TasteStart> TasteStarts => Set<TasteStart>();

    public DbSet<ReviewRequest> ReviewRequests => Set<ReviewRequest>();

    public DbSet<ReviewRequestItem> ReviewRequestItems => Set<ReviewRequestItem>();

    public DbSet<ReviewRequestPerson> ReviewRequestPeople => Set<ReviewRequestPerson>();

    public DbSet<ReviewComment> ReviewComments => Set<ReviewComment>();

    public DbSet<Duel> Duels => Set<Duel>();

    public DbSet<GuestLink> GuestLinks => Set<GuestLink>();

    public DbSet<GuestLinkItem> GuestLinkItems => Set<GuestLinkItem>();

    public DbSet<Guest> Guests => Set<Guest>();

    public DbSet<GuestRating> GuestRatings => Set<GuestRating>();

    public DbSet<ModelEvaluation> Evaluations => Set<ModelEvaluation>();

    public DbSet<Notice> Notices => Set<Notice>();

    public DbSet<Delivery> Deliveries => Set<Delivery>();

    public DbSet<NoticeChoice> NoticeChoices => Set<NoticeChoice>();

    public DbSet<Storage.Erasing.Erasure> Erasures => Set<Storage.Erasing.Erasure>();

    public DbSet<Storage.Erasing.ErasedContent> ErasedContents => Set<Storage.Erasing.ErasedContent>();

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        // SQLite compares times only as text or numbers; ticks in UTC sort.
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<Storage.UtcTicks>();
        configurationBuilder.Properties<Core.Said>().HaveConversion<Storage.SaidAsJson>();
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(StudioDb).Assembly);
    }
}
