using AigcStudio.Data.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AigcStudio.Data.Notifications;

internal sealed class NotificationTables :
    IEntityTypeConfiguration<Notice>,
    IEntityTypeConfiguration<Delivery>,
    IEntityTypeConfiguration<NoticeChoice>,
    IEntityTypeConfiguration<NotificationSettings>
{
    public void Configure(EntityTypeBuilder<Notice> builder)
    {
        builder.Property(n => n.Key).HasMaxLength(200);
        builder.HasOne<Person>().WithMany().HasForeignKey(n => n.PersonId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(n => new { n.PersonId, n.Key }).IsUnique();
        builder.HasIndex(n => new { n.PersonId, n.ReadAt });
    }

    public void Configure(EntityTypeBuilder<Delivery> builder)
    {
        builder.Property(d => d.Key).HasMaxLength(300);
        builder.HasOne<Person>().WithMany().HasForeignKey(d => d.PersonId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(d => d.Key).IsUnique();
        builder.HasIndex(d => new { d.State, d.NextAt });
    }

    public void Configure(EntityTypeBuilder<NoticeChoice> builder)
    {
        builder.HasKey(c => new { c.PersonId, c.Kind, c.Way });
        builder.HasOne<Person>().WithMany().HasForeignKey(c => c.PersonId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<NotificationSettings> builder)
    {
        builder.Property(s => s.Id).ValueGeneratedNever();
        builder.Ignore(s => s.SendsMail);
        builder.Ignore(s => s.Posts);
    }
}
