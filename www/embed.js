window.gradlensEmbed = 1;
