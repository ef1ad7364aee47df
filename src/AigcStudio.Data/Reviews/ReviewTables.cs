using AigcStudio.Data.Gallery;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AigcStudio.Data.Reviews;

/// <summary>Whatever is said of an artifact goes with it; only what a duel says of the makers stays.</summary>
internal sealed class ReviewTables :
    IEntityTypeConfiguration<Duel>,
    IEntityTypeConfiguration<ReviewRequestItem>,
    IEntityTypeConfiguration<ReviewRequestPerson>,
    IEntityTypeConfiguration<ReviewComment>,
    IEntityTypeConfiguration<GuestLink>,
    IEntityTypeConfiguration<GuestLinkItem>,
    IEntityTypeConfiguration<Guest>,
    IEntityTypeConfiguration<GuestRating>
{
    public void Configure(EntityTypeBuilder<Duel> builder)
    {
        builder.HasOne<Artifact>().WithMany().HasForeignKey(d => d.LeftId).OnDelete(DeleteBehavior.SetNull);
        builder.HasOne<Artifact>().WithMany().HasForeignKey(d => d.RightId).OnDelete(DeleteBehavior.SetNull);
        builder.HasIndex(d => new { d.PersonId, d.LeftId, d.RightId }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<ReviewRequestItem> builder)
    {
        builder.HasKey(i => new { i.RequestId, i.ArtifactId });
        builder.HasOne<ReviewRequest>().WithMany().HasForeignKey(i => i.RequestId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Artifact>().WithMany().HasForeignKey(i => i.ArtifactId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<ReviewRequestPerson> builder)
    {
        builder.HasKey(p => new { p.RequestId, p.PersonId });
        builder.HasOne<ReviewRequest>().WithMany().HasForeignKey(p => p.RequestId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(p => p.PersonId);
    }

    public void Configure(EntityTypeBuilder<ReviewComment> builder)
    {
        builder.Property(c => c.Text).HasMaxLength(ReviewBook.LongestComment);
        builder.HasOne<Artifact>().WithMany().HasForeignKey(c => c.ArtifactId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<GuestLink> builder)
    {
        builder.Property(l => l.Title).HasMaxLength(200);
        builder.Property(l => l.SecretHash).HasMaxLength(64);
        builder.HasIndex(l => l.SecretHash).IsUnique();
    }

    public void Configure(EntityTypeBuilder<GuestLinkItem> builder)
    {
        builder.HasKey(i => new { i.LinkId, i.ArtifactId });
        builder.HasOne<GuestLink>().WithMany().HasForeignKey(i => i.LinkId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Artifact>().WithMany().HasForeignKey(i => i.ArtifactId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<Guest> builder)
    {
        builder.Property(g => g.Name).HasMaxLength(100);
        builder.HasOne<GuestLink>().WithMany().HasForeignKey(g => g.LinkId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(g => g.TokenHash).IsUnique();
    }

    public void Configure(EntityTypeBuilder<GuestRating> builder)
    {
        builder.HasKey(r => new { r.GuestId, r.ArtifactId });
        builder.Property(r => r.Words).HasMaxLength(500);
        builder.HasOne<Guest>().WithMany().HasForeignKey(r => r.GuestId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Artifact>().WithMany().HasForeignKey(r => r.ArtifactId).OnDelete(DeleteBehavior.Cascade);
    }
}
