using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace AigcStudio.Data.Evaluation;

internal sealed class EvaluationTables : IEntityTypeConfiguration<ModelEvaluation>
{
    public void Configure(EntityTypeBuilder<ModelEvaluation> builder)
    {
        builder.ToTable("Evaluations");
        builder.Property(e => e.RulerHash).HasMaxLength(64);
        builder.Property(e => e.PairsBlobHash).HasMaxLength(64);
        builder.HasOne(e => e.Model).WithMany().HasForeignKey(e => e.ModelId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(e => new { e.ModelId, e.MeasuredAt });
    }
}
