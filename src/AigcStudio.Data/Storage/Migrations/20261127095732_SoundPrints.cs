using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace AigcStudio.Data.Storage.Migrations
{
    /// <inheritdoc />
    public partial class SoundPrints : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<byte[]>(
                name: "SoundPrint",
                table: "Exports",
                type: "BLOB",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "SoundPrint",
                table: "Exports");
        }
    }
}
