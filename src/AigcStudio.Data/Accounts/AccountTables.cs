using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AigcStudio.Data.Accounts;

internal sealed class AccountTables :
    IEntityTypeConfiguration<Person>,
    IEntityTypeConfiguration<Invitation>,
    IEntityTypeConfiguration<ApiKey>,
    IEntityTypeConfiguration<AuditEntry>,
    IEntityTypeConfiguration<AuditHead>,
    IEntityTypeConfiguration<Workspace>,
    IEntityTypeConfiguration<IdempotentReply>,
    IEntityTypeConfiguration<SignIn>
{
    public void Configure(EntityTypeBuilder<Person> builder) => builder.Property(p => p.DisplayName).HasMaxLength(100);

    public void Configure(EntityTypeBuilder<Invitation> builder) => builder.HasIndex(i => i.TokenHash).IsUnique();

    public void Configure(EntityTypeBuilder<ApiKey> builder)
    {
        builder.HasIndex(k => k.SecretHash).IsUnique();
        builder.HasIndex(k => k.OwnerId);
    }

    public void Configure(EntityTypeBuilder<SignIn> builder)
    {
        builder.Property(s => s.Agent).HasMaxLength(300);
        builder.Property(s => s.Address).HasMaxLength(64);
        builder.HasIndex(s => new { s.PersonId, s.SeenAt });
    }

    public void Configure(EntityTypeBuilder<AuditEntry> builder) => builder.ToTable("Audit");

    public void Configure(EntityTypeBuilder<AuditHead> builder)
    {
        builder.ToTable("AuditHead");
        builder.Property(h => h.Id).ValueGeneratedNever();
    }

    public void Configure(EntityTypeBuilder<Workspace> builder)
    {
        builder.ToTable("Workspace");
        builder.Property(w => w.Id).ValueGeneratedNever();
        builder.Property(w => w.Name).HasMaxLength(100);
    }

    public void Configure(EntityTypeBuilder<IdempotentReply> builder) => builder.HasKey(r => new { r.PersonId, r.Path, r.Key });
}
