using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AigcStudio.Data.Storage.Migrations
{
    /// <inheritdoc />
    public partial class MatchedSets : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "MatchedSets",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    CampaignId = table.Column<Guid>(type: "TEXT", nullable: false),
                    OwnerId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Mood = table.Column<string>(type: "TEXT", nullable: false),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    RankedAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MatchedSets", x => x.Id);
                    table.ForeignKey(
                        name: "FK_MatchedSets_Campaigns_CampaignId",
                        column: x => x.CampaignId,
                        principalTable: "Campaigns",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "SetPart",
                columns: table => new
                {
                    SetId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<int>(type: "INTEGER", nullable: false),
                    ModelId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Label = table.Column<string>(type: "TEXT", nullable: true),
                    GenerationId = table.Column<Guid>(type: "TEXT", nullable: true),
                    LockedId = table.Column<Guid>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SetPart", x => new { x.SetId, x.Kind });
                    table.ForeignKey(
                        name: "FK_SetPart_Artifacts_LockedId",
                        column: x => x.LockedId,
                        principalTable: "Artifacts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.SetNull);
                    table.ForeignKey(
                        name: "FK_SetPart_Generations_GenerationId",
                        column: x => x.GenerationId,
                        principalTable: "Generations",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.SetNull);
                    table.ForeignKey(
                        name: "FK_SetPart_MatchedSets_SetId",
                        column: x => x.SetId,
                        principalTable: "MatchedSets",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "SetPiece",
                columns: table => new
                {
                    SetId = table.Column<Guid>(type: "TEXT", nullable: false),
                    ArtifactId = table.Column<Guid>(type: "TEXT", nullable: false),
                    Kind = table.Column<int>(type: "INTEGER", nullable: false),
                    Place = table.Column<int>(type: "INTEGER", nullable: false),
                    Liking = table.Column<double>(type: "REAL", nullable: false),
                    Basis = table.Column<int>(type: "INTEGER", nullable: false),
                    Keeping = table.Column<double>(type: "REAL", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SetPiece", x => new { x.SetId, x.ArtifactId });
                    table.ForeignKey(
                        name: "FK_SetPiece_Artifacts_ArtifactId",
                        column: x => x.ArtifactId,
                        principalTable: "Artifacts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_SetPiece_MatchedSets_SetId",
                        column: x => x.SetId,
                        principalTable: "MatchedSets",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_MatchedSets_CampaignId_Id",
                table: "MatchedSets",
                columns: new[] { "CampaignId", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_MatchedSets_RankedAt",
                table: "MatchedSets",
                column: "RankedAt");

            migrationBuilder.CreateIndex(
                name: "IX_SetPart_GenerationId",
                table: "SetPart",
                column: "GenerationId");

            migrationBuilder.CreateIndex(
                name: "IX_SetPart_LockedId",
                table: "SetPart",
                column: "LockedId");

            migrationBuilder.CreateIndex(
                name: "IX_SetPiece_ArtifactId",
                table: "SetPiece",
                column: "ArtifactId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "SetPart");

            migrationBuilder.DropTable(
                name: "SetPiece");

            migrationBuilder.DropTable(
                name: "MatchedSets");
        }
    }
}
